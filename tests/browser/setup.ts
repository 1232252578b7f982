import { openWorld } from '../support/world.js'

/** One platform for all browser specs: organisations and accounts, no forms. */
export default function setup(): Promise<() => Promise<void>> {
  return openWorld()
}
