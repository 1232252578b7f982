import type { Changes } from './changes.js'

/** A save on its way: sent again under the same operation id until it is answered, so that it happens once. */
export interface Sending {
  readonly operationId: string
  readonly baseRevision: number
  readonly changes: Changes
}

/** What this browser keeps of a report until the server has acknowledged it. */
export interface KeptDraft {
  readonly baseRevision: number
  readonly changes: Changes
  readonly sending: Sending | null
}

/** The part of the browser's storage that is used; it works over plain HTTP, outlives a reload and a crash. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

const FORMAT = 1

/** Keeps the unacknowledged part of one report for one account. A full or forbidden storage never disturbs typing. */
export class LocalDraft {
  private readonly name: string

  constructor(
    private readonly shelf: Shelf | null,
    report: { readonly accountId: string; readonly obligationId: string },
  ) {
    this.name = `weitong.draft.${report.accountId}.${report.obligationId}`
  }

  read(): KeptDraft | null {
    try {
      const text = this.shelf?.getItem(this.name)
      if (!text) return null
      const kept: unknown = JSON.parse(text)
      return isKept(kept) ? kept : null
    } catch {
      return null
    }
  }

  /** False when the browser would not keep it: what is unsaved then lives in the open page only. */
  write(draft: KeptDraft): boolean {
    try {
      this.shelf?.setItem(this.name, JSON.stringify({ format: FORMAT, ...draft }))
      return this.shelf !== null
    } catch {
      return false
    }
  }

  clear(): void {
    try {
      this.shelf?.removeItem(this.name)
    } catch {
      // A storage that refuses has kept nothing either.
    }
  }
}

function isKept(kept: unknown): kept is KeptDraft {
  if (typeof kept !== 'object' || kept === null) return false
  return 'format' in kept && kept.format === FORMAT && 'changes' in kept && 'baseRevision' in kept
}
