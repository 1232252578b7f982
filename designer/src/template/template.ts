/**
 * What a form is, as plain data: one JSON document per form version, kept in `form_versions.template`.
 *
 * Rows, columns, sections and cells carry ids that never change; addresses such as `D6` are computed from the order
 * of `rows` and `columns` when somebody looks at them. So inserting a row moves addresses and moves no value.
 *
 * Every formula in here is in *stored* notation: `[M0301]` for a value of this form, `#cellId` for a cell that is bound
 * to no indicator. What a person typed as `D6` has been turned into that by `toStored` (expression/notation.ts).
 */

import type { Tolerance } from '../expression/index.js'
import type { TemplateIndicator } from '../indicator/index.js'
import type { PeriodType } from '../period/index.js'

export type Secrecy = 'public' | 'internal' | 'sensitive'

/** The frame the law asks for at the top right of every official form. */
export interface LegalHead {
  /** 表号, e.g. 卫健统1-9表 */
  readonly tableNo: string
  /** 制定机关 */
  readonly maker: string
  /** 批准机关 */
  readonly approver: string
  /** 批准文号 */
  readonly approvalNo: string
  /** 有效期至, `YYYY-MM-DD` or `YYYY-MM` */
  readonly validUntil: string
}

/**
 * A field outside the grid: head (机构名称, 报表期) or foot (单位负责人, 统计负责人, 填表人, 联系电话, 报出日期).
 * `prefill` names where its first value comes from; the filler may change it unless `readOnly`.
 */
export interface HeaderItem {
  readonly id: string
  readonly title: string
  readonly place: 'head' | 'foot'
  readonly type: 'text' | 'phone' | 'date'
  readonly required: boolean
  readonly readOnly: boolean
  readonly prefill:
    'org.name' | 'org.creditCode' | 'period' | 'org.leader' | 'account.name' | 'account.phone' | 'today' | null
}

/** A block of consecutive rows with one heading. `when` is an applicability rule in stored notation over `ORG.*`. */
export interface Section {
  readonly id: string
  readonly title: string
  readonly when: string | null
  /** Begins a new page on the paper. */
  readonly newPage?: true
}

export interface Column {
  readonly id: string
  /** Width in CSS pixels at 100 %. */
  readonly width: number
}

export interface Row {
  readonly id: string
  readonly sectionId: string | null
  /** Height in CSS pixels at 100 %. */
  readonly height: number
}

/** `title` form title, `head` column heading, `section` section heading, the rest are cells of the body. */
export type CellRole = 'title' | 'head' | 'section' | 'label' | 'input' | 'computed'

export interface Cell {
  /** Stable, never reused within a form: `[a-z][a-z0-9_]{0,39}`. */
  readonly id: string
  readonly row: string
  readonly column: string
  readonly rowSpan: number
  readonly columnSpan: number
  readonly role: CellRole
  /** What is printed in a cell that is not filled. */
  readonly text: string
  /** Level of 其中 and its parts, 0 to 6. */
  readonly indent: number
  readonly align: 'left' | 'center' | 'right'
  /** Present on `input` cells, and on `computed` cells whose value is an indicator too. */
  readonly binding: Binding | null
  /** Present on `computed` cells only, stored notation without the leading `=`. */
  readonly formula: string | null
  readonly required: boolean
  /** Applicability in stored notation over `ORG.*`; a cell is also not applicable when its section is not. */
  readonly when: string | null
  /** Of an input: what an empty report begins with here. */
  readonly start?: CellStart
  /** Of an input: who of those that fill the report fills this cell. Absent: all of them. */
  readonly fillers?: readonly CellFiller[]
  /** Of an input: shown and asked only while this holds. Stored notation over `ORG.*` and inputs that are always shown. */
  readonly shown?: string
  /** Of a code input: value key of the input whose code the code here has to stand under (省 → 市). */
  readonly under?: string
  /** What to fill here, beside the definition of the indicator. */
  readonly help?: string
}

/** 带入: where the first value of an input comes from. `form` is the same unit's report of another form at this period. */
export type CellStart =
  | { readonly from: 'value'; readonly value: string }
  | { readonly from: 'previous' }
  | { readonly from: 'lastYear' }
  | { readonly from: 'form'; readonly form: string; readonly key: string }

/** A role together with where it is held; `institution` is any unit that is no administration. */
export interface CellFiller {
  readonly role: 'filler' | 'reviewer'
  readonly level: 'institution' | 'town' | 'county' | 'city' | 'province'
}

/**
 * What a value is: an indicator, in a matrix also a row item and a column item. `key` identifies the value everywhere
 * (draft, facts column, formulas `[key]`): `indicator`, `indicator__row` or `indicator__row__column`.
 * `offset` other than 0 shows a value of another period of the same indicator (-1 the period before, `lastYear`), read-only, never a fact.
 */
export interface Binding {
  readonly key: string
  readonly indicator: string
  readonly rowItem: string | null
  readonly columnItem: string | null
  readonly offset: 0 | -1 | 'lastYear'
}

/** A code list as it was when the version was published: enough to fill and to print. */
export interface TemplateCodeList {
  readonly code: string
  readonly title: string
  /** Version of the list; absent in what was published while lists had only one. */
  readonly version?: number
  readonly items: readonly TemplateCode[]
}

export interface TemplateCode {
  readonly code: string
  readonly name: string
  /** Code this one stands under, in this list or in that of the cell it depends on. Absent: none. */
  readonly parent?: string
}

/** `error` 强制性: must be true before 上报. `warning` 核实性: may be explained. */
export type Severity = 'error' | 'warning'

export interface CheckRule {
  /** E001, W003: unique within the form, kept over versions. */
  readonly code: string
  readonly severity: Severity
  /** Stored notation; true is good, false is a finding, unknown is 不适用. */
  readonly expression: string
  /** Chinese sentence that says what should hold. */
  readonly message: string
  /** Applicability over `ORG.*` and `PERIOD.*`, stored notation. */
  readonly when: string | null
  /** `unit-slip` marks the rules that are the symptom of 元 filled where the form says 千元. */
  readonly hint: 'unit-slip' | null
  /** Where the rule comes from (regulation, dictionary, reconstructed). */
  readonly source: string
  /** Of a roster: `row` is asked of every row, `band` of all rows together. Absent: of the form. */
  readonly scope?: 'row' | 'band'
  /** How far the two sides may be apart and still pass. */
  readonly tolerance?: Tolerance
  /** Switched off: kept, but not asked. */
  readonly off?: boolean
}

/**
 * A number that rules compare with, as data: the first of its rows that fits the unit and the period says which. Written
 * `LIMIT.name` in expressions. No row fits: the threshold is blank, and what compares with it is 不适用.
 */
export interface Threshold {
  readonly name: string
  readonly title: string
  readonly rows: readonly ThresholdRow[]
}

/** Every condition is null or must hold. */
export interface ThresholdRow {
  /** What the category of the unit begins with, e.g. `A1`. */
  readonly category: string | null
  /** Level of a hospital, e.g. `3`. */
  readonly level: string | null
  /** First and last period it holds for, e.g. `2026-01`. */
  readonly from: string | null
  readonly to: string | null
  readonly value: number
}

/**
 * 变长表: one row of the sheet stands for as many as there are records. A record is a row item of a matrix whose name is made when
 * the row is added, so its values are `indicator__row` like those of any matrix (see expand-roster.ts).
 */
export interface Roster {
  /** Id of the row that is repeated; its input cells are the columns of the roster. */
  readonly row: string
  readonly minRows: number
  readonly maxRows: number
  /** Indicators that together may occur only once, one list per key. */
  readonly unique: readonly (readonly string[])[]
}

/** Another form as rules of this one name it: `'WJT-1-1'![SYCWS]`. Frozen when the version is published. */
export interface OtherForm {
  readonly code: string
  readonly title: string
  readonly tableNo: string
  readonly periodType: PeriodType
  /** Whether it is a 变长表: each of its values stands once in every record. */
  readonly roster: boolean
  /** The values that are named, not all it has. */
  readonly values: readonly OtherValue[]
}

export interface OtherValue {
  readonly key: string
  readonly name: string
  readonly type: TemplateIndicator['type']
  readonly decimals: number | null
}

/** A rule that the language cannot say yet: shown to the designer, never dropped. */
export interface UnsayableRule {
  readonly code: string
  readonly severity: Severity
  readonly original: string
  readonly message: string
  readonly reason: string
}

export interface Template {
  readonly format: 1
  /** e.g. WJT-1-9; names the fact table `facts.wjt_1_9`. */
  readonly code: string
  readonly title: string
  /** Name of the edition shown beside the number, e.g. 历史版. */
  readonly edition: string
  readonly periodType: PeriodType
  readonly kind: 'fixed' | 'roster'
  /** Present when `kind` is `roster`. */
  readonly roster?: Roster
  /** Business area that grants are given for, e.g. `statistics`. */
  readonly area: string
  readonly secrecy: Secrecy
  readonly legal: LegalHead
  /** Who owes a report: stored notation over `ORG.*`, e.g. `ORG.category >= "A" AND ORG.level IN...`. */
  readonly scope: string
  /** Unit printed under the title, e.g. 千元. */
  readonly unitNote: string
  readonly headerItems: readonly HeaderItem[]
  readonly sections: readonly Section[]
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
  readonly cells: readonly Cell[]
  readonly indicators: readonly TemplateIndicator[]
  readonly codeLists: readonly TemplateCodeList[]
  readonly rules: readonly CheckRule[]
  /** Numbers the rules compare with; absent means none. */
  readonly thresholds?: readonly Threshold[]
  /** Other forms the rules look at; absent means none. */
  readonly otherForms?: readonly OtherForm[]
  readonly unsayable: readonly UnsayableRule[]
  /** 待核对: why this form is to be compared with the official one before it is used. Absent once that is done. */
  readonly unverified?: string
}

/** Why a template cannot be published (or a formula not be kept), and where. */
export interface TemplateProblem {
  /** Stable code, e.g. `E_TEMPLATE_CYCLE`, `E_EXPRESSION_UNKNOWN_NAME`. */
  readonly code: string
  /** Chinese sentence that says what to do. */
  readonly message: string
  /** Address such as `D6`, rule code, section title or property path. */
  readonly where: string
  readonly cellId: string | null
  readonly ruleCode: string | null
  /** Position in the expression, counted from 0, or null. */
  readonly position: number | null
}
