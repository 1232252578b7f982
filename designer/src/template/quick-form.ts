import type { TemplateIndicator } from '../indicator/index.js'
import { HEADER_ITEMS } from './blank-template.js'
import type { Cell, HeaderItem, Row, Template, TemplateCodeList } from './template.js'

/** What a question of a quick survey (应急快速调查) is answered with. */
export type QuestionType = 'number' | 'text' | 'choice' | 'date' | 'yes-no'

export interface Question {
  readonly text: string
  readonly type: QuestionType
  readonly required: boolean
  /** Of a number: 张, 人, 万元; else ''. */
  readonly unit: string
  /** Of a number, 0 to 6; else 0. */
  readonly decimals: number
  /** Of a choice, two or more. */
  readonly choices: readonly string[]
}

export interface QuickForm {
  /** `QS-12`: also the namespace of its indicators, `QS12_1`. */
  readonly code: string
  readonly title: string
  readonly maker: string
  /** 批准文号 or what the survey is based on. */
  readonly basis: string
  readonly validUntil: string
  readonly area: string
  readonly questions: readonly Question[]
}

/** The code list every yes-or-no question uses. */
export const YES_NO = 'yes_no'

/** Wide enough for a sentence, narrow enough to be read on one line; a telephone takes the width it has. */
const WIDTH = 620
const LINE = 22
/** Characters of a question that fit on a line. */
const PER_LINE = 40

/**
 * A form with one question under the other, each with its answer below it, so that it reads the same on paper, on a screen and on a
 * telephone. Every question is an indicator of its own; a choice brings its code list.
 */
export function quickTemplate(form: QuickForm): Template {
  const indicators = form.questions.map((question, at) => indicatorOf(form, question, at))
  const drawn = form.questions.map((question, at) => drawQuestion(question, at, indicators[at]?.code ?? ''))
  return {
    format: 1,
    code: form.code,
    title: form.title,
    edition: '',
    periodType: 'month',
    kind: 'fixed',
    area: form.area,
    secrecy: 'internal',
    legal: {
      tableNo: form.code,
      maker: form.maker,
      approver: form.maker,
      approvalNo: form.basis,
      validUntil: form.validUntil,
    },
    // Who is asked was chosen unit by unit.
    scope: 'TRUE',
    unitNote: '',
    headerItems: headerItems(),
    sections: [],
    columns: [{ id: 'c_a', width: WIDTH }],
    rows: drawn.flatMap(({ rows }) => rows),
    cells: drawn.flatMap(({ cells }) => cells),
    indicators,
    codeLists: form.questions.flatMap((question, at) => codeListOf(form, question, at) ?? []),
    rules: [],
    unsayable: [],
  }
}

/** Who answered and how to reach them; a leader and a statistician sign official forms, not these. */
function headerItems(): HeaderItem[] {
  return HEADER_ITEMS.filter(({ id }) => ['org_name', 'filled_by', 'phone', 'date'].includes(id))
}

function codeOf({ code }: QuickForm, at: number): string {
  return `${code.replace('-', '')}_${at + 1}`
}

function indicatorOf(form: QuickForm, { text, type, unit, decimals }: Question, at: number): TemplateIndicator {
  const base = { code: codeOf(form, at), name: text, unit: '', decimals: null, ratio: null, definition: '' }
  switch (type) {
    case 'number':
      return {
        ...base,
        type: decimals === 0 ? 'integer' : 'decimal',
        unit,
        decimals,
        aggregation: 'sum',
        codeList: null,
      }
    case 'text':
      return { ...base, type: 'text', aggregation: 'none', codeList: null }
    case 'date':
      return { ...base, type: 'date', aggregation: 'none', codeList: null }
    case 'yes-no':
      return { ...base, type: 'code', aggregation: 'count-by-code', codeList: YES_NO }
    case 'choice':
      return { ...base, type: 'code', aggregation: 'count-by-code', codeList: listCode(form, at) }
  }
}

function listCode(form: QuickForm, at: number): string {
  return codeOf(form, at).toLowerCase()
}

function codeListOf(form: QuickForm, { text, type, choices }: Question, at: number): TemplateCodeList | null {
  if (type !== 'choice') return null
  const items = choices.map((name, position) => ({ code: String(position + 1), name }))
  return { code: listCode(form, at), title: text, items }
}

function drawQuestion(question: Question, at: number, indicator: string): { rows: Row[]; cells: Cell[] } {
  const number = at + 1
  const text = `${number}. ${question.text}${question.unit === '' ? '' : `（${question.unit}）`}`
  const height = 10 + LINE * Math.ceil(text.length / PER_LINE)
  const blank = {
    column: 'c_a',
    rowSpan: 1,
    columnSpan: 1,
    indent: 0,
    align: 'left',
    formula: null,
    when: null,
  } as const
  const label: Cell = {
    ...blank,
    id: `q_${number}`,
    row: `r_q${number}`,
    role: 'label',
    text,
    binding: null,
    required: false,
  }
  const input: Cell = {
    ...blank,
    id: `a_${number}`,
    row: `r_a${number}`,
    role: 'input',
    text: '',
    binding: { key: indicator, indicator, rowItem: null, columnItem: null, offset: 0 },
    required: question.required,
  }
  return {
    rows: [
      { id: label.row, sectionId: null, height },
      { id: input.row, sectionId: null, height: 36 },
    ],
    cells: [label, input],
  }
}
