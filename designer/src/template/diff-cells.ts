import { parse, rewriteTokens } from '../expression/index.js'
import type { TemplateIndicator } from '../indicator/index.js'
import type { Difference, Side } from './difference.js'
import { fillerWords } from './fillers.js'
import { type CellPair, isText, isValue, type Matching } from './match-cells.js'
import type { Cell, CellRole } from './template.js'

const ROLES: Readonly<Record<CellRole, string>> = {
  title: '表名',
  head: '表头',
  section: '章节标题',
  label: '文字',
  input: '填报格',
  computed: '计算格',
}

/** What became of every cell with a value or a text, and of rows and columns that were moved. */
export function diffCells(difference: Difference, matching: Matching): void {
  for (const pair of matching.pairs) diffPair(difference, pair, matching)
  const gone = new Set(matching.removed.filter(isValue).map(({ row }) => row))
  for (const cell of matching.removed) dropped(difference, cell, gone)
  const come = new Set(matching.added.filter(isValue).map(({ row }) => row))
  for (const cell of matching.added) appeared(difference, cell, come)
  diffLines(difference, matching)
}

/** `rows`: those in which a value came; their texts say what it is and are no news of their own. */
function appeared(difference: Difference, cell: Cell, rows: ReadonlySet<string>): void {
  const { after } = difference
  const at = { name: nameOf(cell), cells: { before: null, after: cell.id } }
  if (isValue(cell)) {
    difference.add('cell-added', { ...at, title: after.names.nameOf(cell), after: kindOf(after, cell) })
  } else if (isNews(after, cell, rows)) difference.add('text-added', { ...at, title: cell.text })
}

function dropped(difference: Difference, cell: Cell, rows: ReadonlySet<string>): void {
  const { before } = difference
  const at = { name: nameOf(cell), cells: { before: cell.id, after: null } }
  if (isValue(cell)) {
    difference.add('cell-removed', { ...at, title: before.names.nameOf(cell), before: kindOf(before, cell) })
  } else if (isNews(before, cell, rows)) difference.add('text-removed', { ...at, title: cell.text })
}

/** A text that no value beside it and no section speaks for. */
function isNews({ template }: Side, cell: Cell, rows: ReadonlySet<string>): boolean {
  return isText(cell) && !rows.has(cell.row) && !template.sections.some(({ title }) => title === cell.text)
}

function diffPair(difference: Difference, pair: CellPair, matching: Matching): void {
  const cells = { before: pair.before.id, after: pair.after.id }
  if (isValue(pair.before) && isValue(pair.after)) return diffValue(difference, pair, matching)
  // A text that becomes a place to fill is a new value, and the other way round.
  if (isValue(pair.after)) return appeared(difference, pair.after, new Set())
  if (isValue(pair.before)) return dropped(difference, pair.before, new Set())
  if (pair.before.text !== pair.after.text) {
    difference.add('text-changed', {
      name: pair.before.id,
      title: pair.before.text.trim() || pair.after.text.trim(),
      before: pair.before.text,
      after: pair.after.text,
      cells,
    })
  }
  diffUse(difference, pair, cells)
}

function diffValue(difference: Difference, pair: CellPair, { rows, columns }: Matching): void {
  const { before, after } = difference
  const cells = { before: pair.before.id, after: pair.after.id }
  const [was, is] = [pair.before.binding?.key ?? '', pair.after.binding?.key ?? '']
  const [wasKind, isKind] = [kindOf(before, pair.before), kindOf(after, pair.after)]
  const stays =
    rows.same.get(pair.before.row) === pair.after.row && columns.same.get(pair.before.column) === pair.after.column
  if (was !== is || wasKind !== isKind || !stays) {
    const [from, to] = [before.names.nameOf(pair.before), after.names.nameOf(pair.after)]
    const at = { name: nameOf(pair.after), title: to, cells }
    if (was !== is) {
      difference.add('cell-rebound', { ...at, title: from, before: `${from}（${was}）`, after: `${to}（${is}）` })
    }
    difference.compare('cell-retyped', at, [wasKind, isKind])
    const addresses = [before.layout.addressOf(pair.before), after.layout.addressOf(pair.after)] as const
    if (!stays) difference.add('cell-moved', { ...at, before: addresses[0], after: addresses[1] })
  }
  diffUse(difference, pair, cells)
}

/** Role, formula, duty and applicability of a cell. */
function diffUse(difference: Difference, pair: CellPair, cells: { before: string; after: string }): void {
  if (isSameUse(difference, pair)) return
  const { after } = difference
  const at = { name: nameOf(pair.after), title: after.names.nameOf(pair.after), cells }
  difference.compare('cell-changed', { ...at, aspect: '填写方式' }, [ROLES[pair.before.role], ROLES[pair.after.role]])
  const duty = ({ required }: Cell): string => (required ? '必填' : '不必填')
  difference.compare('cell-changed', { ...at, aspect: '必填' }, [duty(pair.before), duty(pair.after)])
  const formula = pair.before.formula === null ? null : difference.renamed(pair.before.formula)
  if (formula !== pair.after.formula) {
    difference.compareWords('formula-changed', { ...at, aspect: '公式' }, [pair.before.formula, pair.after.formula])
  }
  for (const [aspect, wordsOf] of SETTINGS) {
    difference.compare('cell-changed', { ...at, aspect }, [wordsOf(pair.before), wordsOf(pair.after)])
  }
  if (pair.before.shown !== pair.after.shown) {
    const shown = [pair.before.shown ?? null, pair.after.shown ?? null] as const
    difference.compareWords('cell-changed', { ...at, aspect: '何时显示' }, shown)
  }
  if (pair.before.when !== pair.after.when) {
    difference.compareWords('cell-changed', { ...at, aspect: '哪些单位填' }, [pair.before.when, pair.after.when])
  }
}

/** Most cells: asked first, because finding what a cell is called costs more than all of this. */
function isSameUse(difference: Difference, { before, after }: CellPair): boolean {
  const same = before.role === after.role && before.required === after.required && before.when === after.when
  if (!same || before.shown !== after.shown) return false
  if (SETTINGS.some(([, wordsOf]) => wordsOf(before) !== wordsOf(after))) return false
  return (before.formula === null ? null : difference.renamed(before.formula)) === after.formula
}

/** What else is said of an input, in words. */
const SETTINGS: readonly (readonly [aspect: string, (cell: Cell) => string])[] = [
  ['初始值', ({ start }) => startWords(start)],
  ['由谁填写', ({ fillers }) => fillerWords(fillers ?? [])],
  ['上级代码', ({ under }) => under ?? ''],
  ['填写提示', ({ help }) => help ?? ''],
]

function startWords(start: Cell['start']): string {
  if (!start) return ''
  if (start.from === 'value') return `默认值 ${start.value}`
  if (start.from === 'form') return `带入 ${start.form} 的 ${start.key}`
  return start.from === 'previous' ? '带入上期数' : '带入上年同期数'
}

function diffLines(difference: Difference, { rows, columns }: Matching): void {
  const { before, after } = difference
  const place = (position: number | undefined, line: string): string => `第 ${(position ?? 0) + 1} ${line}`
  for (const id of rows.moved) {
    const [from, to] = [before.layout.rowPosition.get(id), after.layout.rowPosition.get(rows.same.get(id) ?? '')]
    const cells = { before: firstIn(before, { row: id }), after: firstIn(after, { row: rows.same.get(id) ?? '' }) }
    const title = textIn(before, { row: id }) || place(from, '行')
    difference.add('row-moved', { name: id, title, before: place(from, '行'), after: place(to, '行'), cells })
  }
  for (const id of columns.moved) {
    const [from, to] = [
      before.layout.columnPosition.get(id),
      after.layout.columnPosition.get(columns.same.get(id) ?? ''),
    ]
    const column = columns.same.get(id) ?? ''
    const cells = { before: firstIn(before, { column: id }), after: firstIn(after, { column }) }
    const title = textIn(before, { column: id }) || place(from, '列')
    difference.add('column-moved', { name: id, title, before: place(from, '列'), after: place(to, '列'), cells })
  }
  for (const [from, to] of rows.same) {
    const [was, is] = [before.sectionOf(from), after.sectionOf(to)]
    if (was?.id === is?.id || was?.title === is?.title) continue
    const cells = { before: firstIn(before, { row: from }), after: firstIn(after, { row: to }) }
    const at = { name: to, title: textIn(after, { row: to }), aspect: '所属章节', cells }
    difference.add('row-changed', { ...at, before: was?.title ?? '', after: is?.title ?? '' })
  }
}

type Line = Partial<Pick<Cell, 'row' | 'column'>>

function inLine({ template }: Side, line: Line): Cell[] {
  return template.cells.filter(({ row, column }) => row === line.row || column === line.column)
}

function textIn(side: Side, line: Line): string {
  return inLine(side, line).find(isText)?.text.trim() ?? ''
}

function firstIn(side: Side, line: Line): string | null {
  return (inLine(side, line).find(isValue) ?? inLine(side, line)[0])?.id ?? null
}

function nameOf({ id, binding }: Cell): string {
  return binding?.key ?? id
}

const TYPES: Readonly<Record<TemplateIndicator['type'], string>> = {
  integer: '整数',
  decimal: '小数',
  text: '文字',
  code: '代码',
  date: '日期',
}

/** `小数 2 位，千元`: what is written into a cell. */
function kindOf({ indicators }: Side, { binding }: Cell): string {
  const indicator = indicators.get(binding?.indicator ?? '')
  if (!indicator) return ''
  const { type, decimals, unit } = indicator
  const kind = type === 'decimal' ? `${TYPES[type]} ${decimals ?? 0} 位` : TYPES[type]
  return unit ? `${kind}，${unit}` : kind
}

/** Formulas of both sides name cells by the ids of the side after, where those cells are the same ones. */
export function renamer({ pairs }: Matching): (expression: string) => string {
  const ids = new Map(pairs.map(({ before, after }) => [before.id, after.id]))
  return (expression) => {
    // A draft may hold what cannot be read: it is compared as it stands.
    if (!expression.includes('#') || 'error' in parse(expression)) return expression
    return rewriteTokens(expression, ({ type, value }) => {
      const id = type === 'cell' ? ids.get(value) : undefined
      return id === undefined ? null : `#${id}`
    })
  }
}
