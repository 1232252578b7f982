import type { DraftValue } from '@weitong/designer/entry'
import type { Stamp } from './report.js'

/** Something that is saved piece by piece: draft cells by key, head items, explanations. */
export interface Stored {
  readonly values: Readonly<Record<string, DraftValue>>
  /** What was changed after the sender's base revision. */
  readonly later: ReadonlyMap<string, Stamp>
}

export interface Conflict {
  readonly key: string
  readonly mine: DraftValue
  readonly theirs: DraftValue
  readonly stamp: Stamp
}

export interface Merge {
  /** What really changes, by key: old and new. */
  readonly changes: Readonly<Record<string, readonly [before: DraftValue, after: DraftValue]>>
  /** Cells others changed since the base and this request does not touch. */
  readonly merged: Readonly<Record<string, DraftValue>>
  /** Cells both changed, to different values. */
  readonly conflicts: readonly Conflict[]
}

/**
 * Merges a request into what is stored. A cell changed after the base revision was changed by somebody the sender had not
 * heard of: the same value is no conflict, another one is. Blank and never filled are the same.
 */
export function mergeDraft(stored: Stored, values: Stored['values']): Merge {
  const changes: Record<string, readonly [DraftValue, DraftValue]> = {}
  const conflicts: Conflict[] = []
  for (const [key, mine] of Object.entries(values)) {
    const theirs = stored.values[key] ?? null
    if (sameValue(mine, theirs)) continue
    const stamp = stored.later.get(key)
    if (stamp) conflicts.push({ key, mine, theirs, stamp })
    else changes[key] = [theirs, mine]
  }
  const merged: Record<string, DraftValue> = {}
  for (const key of stored.later.keys()) if (!(key in values)) merged[key] = stored.values[key] ?? null
  return { changes, merged, conflicts }
}

function sameValue(a: DraftValue, b: DraftValue): boolean {
  if (a === null || b === null || typeof a === 'string' || typeof b === 'string') return a === b
  return a.invalid === b.invalid
}
