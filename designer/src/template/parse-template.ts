import type { CheckChanges } from './revise-checks.js'
import { bool, dictionary, list, maybe, oneOf, type Reader, record, text, whole } from './shape.js'
import type { Template, TemplateProblem } from './template.js'

const ID = /^[a-z][a-z0-9_]{0,39}$/
const id = text(40, ID)
const formula = text(8000)
const number: Reader = (input, where, report) => {
  if (typeof input !== 'number' || !Number.isFinite(input)) report(where, '应为数值。')
}
const severity = oneOf('error', 'warning')
const periodType = oneOf('month', 'quarter', 'half', 'year')
const valueType = oneOf('integer', 'decimal', 'text', 'code', 'date')
const tolerance = record({ kind: oneOf('absolute', 'percent'), value: number })
const thresholdRows = list(
  record({
    category: maybe(text(4)),
    level: maybe(text(1)),
    from: maybe(text(7)),
    to: maybe(text(7)),
    value: number,
  }),
  200,
)
const thresholds = list(
  record({ name: text(31, /^[A-Za-z][A-Za-z0-9_]*$/), title: text(60), rows: thresholdRows }),
  100,
)

const otherForms = list(
  record({
    code: text(30, /^[A-Z][A-Z0-9-]{1,29}$/),
    title: text(120),
    tableNo: text(60),
    periodType,
    roster: bool,
    values: list(record({ key: text(100), name: text(120), type: valueType, decimals: maybe(whole(0, 6)) }), 500),
  }),
  20,
)

const cellFields: Record<string, Reader> = {
  id,
  row: id,
  column: id,
  rowSpan: whole(1, 2000),
  columnSpan: whole(1, 300),
  role: oneOf('title', 'head', 'section', 'label', 'input', 'computed'),
  text: text(500),
  indent: whole(0, 6),
  align: oneOf('left', 'center', 'right'),
  binding: maybe(
    record({
      key: text(100),
      indicator: text(31),
      rowItem: maybe(text(31)),
      columnItem: maybe(text(31)),
      offset: oneOf(0, -1, 'lastYear'),
    }),
  ),
  formula: maybe(formula),
  required: bool,
  when: maybe(formula),
}
const cell = record(cellFields, {
  start: record(
    { from: oneOf('value', 'previous', 'lastYear', 'form') },
    { value: text(200), form: text(30), key: text(100) },
  ),
  fillers: list(
    record({
      role: oneOf('filler', 'reviewer'),
      level: oneOf('institution', 'town', 'county', 'city', 'province'),
    }),
    10,
  ),
  shown: formula,
  under: text(100),
  help: text(2000),
})

const template = record(
  {
    format: oneOf(1),
    code: text(30, /^[A-Z][A-Z0-9-]{1,29}$/),
    title: text(120),
    edition: text(40),
    periodType,
    kind: oneOf('fixed', 'roster'),
    area: text(40, /^[a-z][a-z0-9_-]*$/),
    secrecy: oneOf('public', 'internal', 'sensitive'),
    legal: record({
      tableNo: text(60),
      maker: text(80),
      approver: text(80),
      approvalNo: text(80),
      validUntil: text(20),
    }),
    scope: formula,
    unitNote: text(60),
    headerItems: list(
      record({
        id,
        title: text(40),
        place: oneOf('head', 'foot'),
        type: oneOf('text', 'phone', 'date'),
        required: bool,
        readOnly: bool,
        prefill: oneOf(
          'org.name',
          'org.creditCode',
          'period',
          'org.leader',
          'account.name',
          'account.phone',
          'today',
          null,
        ),
      }),
      40,
    ),
    sections: list(record({ id, title: text(120), when: maybe(formula) }, { newPage: oneOf(true) }), 200),
    columns: list(record({ id, width: whole(20, 2000) }), 300),
    rows: list(record({ id, sectionId: maybe(id), height: whole(16, 600) }), 2000),
    cells: list(cell, 20_000),
    indicators: list(
      record(
        {
          code: text(31),
          name: text(120),
          type: valueType,
          unit: text(20),
          decimals: maybe(whole(0, 6)),
          aggregation: oneOf('sum', 'period-end', 'ratio', 'count-by-code', 'none'),
          ratio: maybe(formula),
          codeList: maybe(text(60)),
          definition: text(2000),
        },
        { min: maybe(number) },
      ),
      5000,
    ),
    codeLists: list(
      record(
        {
          code: text(60),
          title: text(120),
          items: list(record({ code: text(60), name: text(200) }, { parent: text(60) }), 20_000),
        },
        { version: whole(1, 100_000) },
      ),
      200,
    ),
    rules: list(
      record(
        {
          code: text(20, /^[A-Z][A-Z0-9]*$/),
          severity,
          expression: formula,
          message: text(300),
          when: maybe(formula),
          hint: oneOf('unit-slip', null),
          source: text(200),
        },
        { scope: oneOf('row', 'band'), tolerance, off: bool },
      ),
      2000,
    ),
    unsayable: list(
      record({ code: text(20), severity, original: formula, message: text(300), reason: text(300) }),
      500,
    ),
  },
  {
    unverified: text(500),
    thresholds,
    otherForms,
    roster: record({ row: id, minRows: whole(0, 500), maxRows: whole(1, 2000), unique: list(list(text(31), 8), 8) }),
  },
)

/** More than this says nothing that the first ones have not said. */
const MAX_PROBLEMS = 50

/**
 * Reads unknown JSON as a template: every key known, every type right, ids well formed, nothing too large. Whether the form
 * makes sense is asked of `checkTemplate`.
 */
export function parseTemplate(
  json: unknown,
): { readonly template: Template } | { readonly problems: TemplateProblem[] } {
  const problems = problemsIn(json, { shape: template, name: '表样' })
  return problems.length > 0 ? { problems } : { template: json as Template }
}

const changes = record({
  rules: dictionary(
    record({ severity, expression: formula, message: text(300), tolerance: maybe(tolerance), off: bool }),
    500,
  ),
  help: dictionary(text(2000), 500),
  thresholds: dictionary(thresholdRows, 100),
})

/** Reads unknown JSON as changes of published checks, as `parseTemplate` does. */
export function parseChanges(
  json: unknown,
): { readonly changes: CheckChanges } | { readonly problems: TemplateProblem[] } {
  const problems = problemsIn(json, { shape: changes, name: '修改内容' })
  return problems.length > 0 ? { problems } : { changes: json as CheckChanges }
}

function problemsIn(json: unknown, { shape, name }: { shape: Reader; name: string }): TemplateProblem[] {
  const problems: TemplateProblem[] = []
  shape(json, '', (where, message) => {
    if (problems.length >= MAX_PROBLEMS) return
    const place = where === '' ? name : where
    problems.push({
      code: 'E_TEMPLATE_MALFORMED',
      message: `${place}：${message}`,
      where: place,
      cellId: null,
      ruleCode: null,
      position: null,
    })
  })
  return problems
}
