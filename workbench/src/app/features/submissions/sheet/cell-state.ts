import type { Signal, WritableSignal } from '@angular/core'
import { signal } from '@angular/core'
import type { TemplateIndicator } from '@weitong/designer/indicator'
import type { Cell, TemplateCodeList } from '@weitong/designer/template'

/** What is wrong with a cell: the worst of its findings decides the sign, all of them are in the words. */
export interface CellProblem {
  readonly severity: 'error' | 'warning'
  readonly words: string
}

/** What is known about a cell that holds a value, whatever stands in it; of a roster it changes with the rows above. */
export interface CellFacts {
  readonly cell: Cell
  readonly address: string
  /** null on a computed cell that is no indicator. */
  readonly indicator: TemplateIndicator | null
  readonly codeList: TemplateCodeList | null
  /** Its own name, in a matrix with row and column. */
  readonly name: string
  /** False for 不适用: grey, never filled. */
  readonly applies: boolean
  /** False for what others fill: shown, never filled here. */
  readonly mine: boolean
  readonly isNumber: boolean
  /** Values to compare with, canonical; null where there is none. */
  readonly previous: string | null
  readonly lastYear: string | null
}

const sameProblem = (a: CellProblem | null, b: CellProblem | null): boolean =>
  a === b || (a !== null && b !== null && a.severity === b.severity && a.words === b.words)

/** One cell on the page: each cell component reads only these signals, so a keystroke redraws only what it changes. */
export class CellState {
  /** As shown: separators, name of the code; what was typed where it is no value. */
  readonly text = signal('')
  /** Canonical value, null for blank and for what is no value. */
  readonly value = signal<string | null>(null)
  readonly problem = signal<CellProblem | null>(null, { equal: sameProblem })
  /** The cell in focus. */
  readonly active = signal(false)
  /** Part of the chosen block. */
  readonly chosen = signal(false)
  /** A short word about where the value has just come from: 同事已填, 粘贴; '' where a cell nearby says it. */
  readonly news = signal<string | null>(null)
  /** Not asked at present, because of what stands elsewhere. */
  readonly hidden = signal(false)
  /** 核实说明 that name this cell. */
  readonly explained = signal(false)
  /** Where it stands on the page; set by the component that draws it. */
  element: HTMLElement | null = null

  private readonly known: WritableSignal<CellFacts>

  constructor(
    facts: CellFacts,
    private readonly locked: Signal<boolean>,
  ) {
    this.known = signal(facts)
  }

  get facts(): CellFacts {
    return this.known()
  }

  /** It has moved: another address, another number of its row. */
  learn(facts: CellFacts): void {
    this.known.set(facts)
  }

  /** An input of this unit in a report that may be changed now. */
  get editable(): boolean {
    const { cell, applies, mine } = this.facts
    const isInput = cell.role === 'input' && cell.binding?.offset === 0
    return isInput && applies && mine && !this.hidden() && !this.locked()
  }

  get id(): string {
    return this.facts.cell.id
  }
}
