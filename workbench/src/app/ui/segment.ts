import type { Tone } from './tone.js'

/** A state's tone, or `pass`: on the way to good. */
type SegmentTone = Tone | 'pass'

/** One part of a whole, with its word. */
export interface Segment {
  readonly label: string
  readonly count: number
  readonly tone: SegmentTone
}
