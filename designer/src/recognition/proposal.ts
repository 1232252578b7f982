import type { LegalHead, PeriodType, TemplateCodeList, TemplateIndicator } from '../template/index.js'
import type { PlainSheet } from './plain-sheet.js'

/** What is known already: indicators, and the forms they stand on, in the order of the paper. */
export interface Dictionary {
  readonly indicators: readonly TemplateIndicator[]
  readonly forms: readonly KnownForm[]
  readonly codeLists: readonly TemplateCodeList[]
}

export interface KnownForm {
  readonly code: string
  readonly title: string
  readonly tableNo: string
  /** Of its newest version in order, then those only older versions have. */
  readonly indicators: readonly string[]
}

/** `sure` may be taken unseen, `doubtful` needs a person, `new` fits nothing in the dictionary. */
export type Confidence = 'sure' | 'doubtful' | 'new'

export interface BindingProposal {
  readonly address: string
  readonly row: number
  readonly column: number
  /** As a person would say it: `门诊收入：药品收入`. */
  readonly label: string
  readonly confidence: Confidence
  /** The indicator proposed; null when a new one is. */
  readonly indicator: string | null
  /** Others that might be meant, best first. */
  readonly candidates: readonly string[]
  /** Chinese, why it is doubtful; '' otherwise. */
  readonly reason: string
  /** What a new indicator would be, also offered where the proposal is doubtful. Its code is given when the draft is made. */
  readonly fresh: FreshIndicator
  /** Stored notation of a computed cell, in `@D6@` for places; null for one to fill. */
  readonly formula: string | null
}

export type FreshIndicator = Pick<TemplateIndicator, 'name' | 'type' | 'unit' | 'decimals' | 'aggregation' | 'codeList'>

/** A check read off the structure; places stand as `@D6@`. */
export interface CheckProposal {
  readonly id: string
  readonly kind: 'total' | 'part'
  readonly confidence: 'sure' | 'doubtful'
  readonly expression: string
  readonly message: string
}

/** Something of the file that does not become part of the draft, or not as it was. */
export interface DroppedThing {
  readonly address: string
  readonly what: string
  /** Chinese sentence. */
  readonly why: string
}

/** How a cell of the file is drawn on the form. */
export interface DrawnCell {
  readonly row: number
  readonly column: number
  readonly rowSpan: number
  readonly columnSpan: number
  readonly role: 'title' | 'head' | 'section' | 'label' | 'value'
  readonly text: string
  readonly indent: number
  readonly align: 'left' | 'center' | 'right'
}

/** Everything read off one sheet. Plain data: made on the server, decided on in the browser. */
export interface Proposal {
  readonly sheet: string
  readonly title: string
  /** As the title says; null when it does not. */
  readonly periodType: PeriodType | null
  readonly unitNote: string
  readonly legal: LegalHead
  /** Titles of the fields under the table, as printed. */
  readonly foot: readonly string[]
  readonly notes: readonly string[]
  /** Form of the dictionary the sheet looks like, or null. */
  readonly likeForm: string | null
  /** Rows and columns of the file that are drawn, with their sizes. */
  readonly rows: readonly { readonly at: number; readonly height: number; readonly section: string | null }[]
  readonly columns: readonly { readonly at: number; readonly width: number }[]
  readonly cells: readonly DrawnCell[]
  /** 变长表: the row of the file that stands for as many as there are records; null where all rows are fixed. */
  readonly roster: { readonly row: number } | null
  readonly bindings: readonly BindingProposal[]
  readonly checks: readonly CheckProposal[]
  readonly dropped: readonly DroppedThing[]
}

export type { PlainSheet }
