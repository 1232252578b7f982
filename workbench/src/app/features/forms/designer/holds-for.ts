import type { Slots } from '@weitong/designer/expression'
import { compile, ExpressionError, parseOrThrow } from '@weitong/designer/expression'

/** What conditions usually ask of a unit; everything else counts as unknown. */
export interface SampleUnit {
  readonly category: string
  readonly ownership: 'public' | 'private'
  /** '' for what is no hospital. */
  readonly level: string
}

/** Conditions name no values of the form. */
const NO_SLOTS: Slots = { slotOf: () => undefined, slotsOf: () => [], decimalsOf: () => null }

/** Whether a stored condition holds for a unit; null when it asks what is not known, or cannot be read. */
export function holdsFor(condition: string, { category, ownership, level }: SampleUnit): boolean | null {
  try {
    const run = compile(parseOrThrow(condition), NO_SLOTS)
    const org = { category, ownership, level: level === '' ? null : level }
    const value = run({ now: [], previous: [], lastYear: [], org, period: {} })
    return typeof value === 'boolean' ? value : null
  } catch (error) {
    if (error instanceof ExpressionError) return null
    throw error
  }
}
