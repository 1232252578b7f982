import { openWorld } from '../support/world.js'

/** A platform of its own: the journeys want one without forms. */
export default function setup(): Promise<() => Promise<void>> {
  return openWorld()
}
