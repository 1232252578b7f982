import type { DraftValue, DraftValues } from '../../../api/contract.js'

/** A part of a report that differs from what the server has acknowledged. */
export interface Changes {
  readonly values: DraftValues
  readonly header: Readonly<Record<string, string>>
  readonly explanations: Readonly<Record<string, string>>
}

export const NO_CHANGES: Changes = { values: {}, header: {}, explanations: {} }

export function countChanges({ values, header, explanations }: Changes): number {
  return Object.keys(values).length + Object.keys(header).length + Object.keys(explanations).length
}

/** Entries of `now` that are not the same in `saved`. */
export function changedTexts(
  now: Readonly<Record<string, string>>,
  saved: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(now).filter(([id, text]) => text !== (saved[id] ?? '')))
}

/** What was typed, whether it is a value or not. */
export function rawText(value: DraftValue | undefined): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'string' ? value : value.invalid
}
