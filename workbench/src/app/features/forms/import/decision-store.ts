import type { Decisions } from '@weitong/designer/recognition'
import type { TemplateIndicator } from '@weitong/designer/template'

interface Kept {
  /** By name of the sheet. */
  readonly decisions: Readonly<Record<string, Decisions>>
  /** Indicators that were looked up. */
  readonly found: readonly TemplateIndicator[]
  readonly sheet: string
}

const NOTHING: Kept = { decisions: {}, found: [], sheet: '' }

/** Decisions about one recognition, kept in this browser tab until a draft is made of them. */
export class DecisionStore {
  private readonly key: string

  constructor(recognitionId: string) {
    this.key = `weitong-import-${recognitionId}`
  }

  read(): Kept {
    try {
      return { ...NOTHING, ...(JSON.parse(sessionStorage.getItem(this.key) ?? '{}') as Partial<Kept>) }
    } catch {
      return NOTHING
    }
  }

  write(kept: Kept): void {
    try {
      sessionStorage.setItem(this.key, JSON.stringify(kept))
    } catch {
      // Full or forbidden: the page goes on, a reload begins with the proposals.
    }
  }

  clear(): void {
    sessionStorage.removeItem(this.key)
  }
}
