import { openWorld } from '../support/world.js'

/** One platform for all HTTP specs. */
export default function setup(): Promise<() => Promise<void>> {
  return openWorld()
}
