/** A report of a list one goes through: its obligation and whose it is. */
export interface Sibling {
  readonly obligationId: string
  readonly organisation: { readonly name: string }
}

export interface Place<T extends Sibling> {
  readonly previous: T | null
  readonly next: T | null
  /** Counted from 1; null when the open report is not in the list. */
  readonly position: number | null
  readonly total: number
}

/** Where a report stands in a list; null when there is nobody else. A report that is not in it leads to the first. */
export function siblings<T extends Sibling>(list: readonly T[], obligationId: string): Place<T> | null {
  const at = list.findIndex((each) => each.obligationId === obligationId)
  if (list.length - (at < 0 ? 0 : 1) < 1) return null
  return {
    previous: list[at - 1] ?? null,
    next: list[at + 1] ?? null,
    position: at < 0 ? null : at + 1,
    total: list.length,
  }
}
