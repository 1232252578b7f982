import { collect, parse } from '../expression/index.js'
import { diffCells, renamer } from './diff-cells.js'
import { type ChangeKind, Difference, type Side, type TemplateChange } from './difference.js'
import { type CellPair, matchCells, type Matching } from './match-cells.js'
import type { CheckRule, HeaderItem, Section, Template } from './template.js'

/**
 * Everything that differs between two templates, in reading order: cells, sections, rules, head and foot, definitions, properties,
 * looks. Values are the same by key, whatever their address, so a row inserted above them is no change of theirs.
 */
export function diffTemplates(before: Template, after: Template): TemplateChange[] {
  const difference = new Difference(before, after)
  const matching = matchCells(difference.before, difference.after)
  difference.renamed = renamer(matching)
  diffCells(difference, matching)
  diffSections(difference)
  diffRules(difference)
  diffHead(difference)
  diffDefinitions(difference)
  diffProperties(difference)
  diffLooks(difference, matching)
  return difference.changes
}

interface Parts<T> {
  readonly before: readonly T[]
  readonly after: readonly T[]
  readonly idOf: (part: T) => string
  readonly titleOf: (part: T) => string
}

/** What came and what went of a list of named things; calls back for what is on both sides. */
function diffParts<T>(
  difference: Difference,
  thing: 'section' | 'rule' | 'head',
  parts: Parts<T> & {
    both(was: T, is: T, at: Said): void
    wordsOf?(side: Side, part: T): string
    /** Where to look for it. */
    cellOf?(side: Side, part: T): string | null
  },
): void {
  const { idOf, titleOf, wordsOf = () => '', cellOf = () => null } = parts
  const later = new Map(parts.after.map((part) => [idOf(part), part]))
  const earlier = new Set(parts.before.map(idOf))
  const kind = (verb: 'added' | 'removed'): ChangeKind => `${thing}-${verb}`
  for (const part of parts.before) {
    const next = later.get(idOf(part))
    const at = { name: idOf(part), title: titleOf(next ?? part) }
    if (next) parts.both(part, next, at)
    else {
      const cells = { before: cellOf(difference.before, part), after: null }
      difference.add(kind('removed'), { ...at, before: wordsOf(difference.before, part), cells })
    }
  }
  for (const part of parts.after) {
    if (earlier.has(idOf(part))) continue
    const cells = { before: null, after: cellOf(difference.after, part) }
    difference.add(kind('added'), {
      name: idOf(part),
      title: titleOf(part),
      after: wordsOf(difference.after, part),
      cells,
    })
  }
}

type Said = Pick<TemplateChange, 'name' | 'title'>

function diffSections(difference: Difference): void {
  const both = (was: Section, is: Section, at: Said): void => {
    difference.compare('section-changed', { ...at, aspect: '名称' }, [was.title, is.title])
    const page = ({ newPage }: Section): string => (newPage ? '从新的一页开始' : '接着打印')
    difference.compare('section-changed', { ...at, aspect: '分页' }, [page(was), page(is)])
    if (was.when !== is.when) {
      difference.compareWords('section-changed', { ...at, aspect: '哪些单位填' }, [was.when, is.when])
    }
  }
  const [before, after] = [difference.before.template.sections, difference.after.template.sections]
  // A form that was drawn anew has sections of the same name under other ids.
  const ids = new Map(after.map(({ id, title }) => [title, id]))
  const known = new Set(after.map(({ id }) => id))
  const idOf = (section: Section): string =>
    known.has(section.id) ? section.id : (ids.get(section.title) ?? section.id)
  diffParts(difference, 'section', { before, after, idOf, titleOf: ({ title }) => title, both })
}

const SEVERITIES = { error: '强制性', warning: '核实性' } as const
const SCOPES = { row: '每一行', band: '所有行合起来' } as const

function diffRules(difference: Difference): void {
  const both = (was: CheckRule, is: CheckRule, said: Said): void => {
    const same = JSON.stringify({ ...was, expression: difference.renamed(was.expression) }) === JSON.stringify(is)
    if (same) return
    const at = { ...said, cells: { before: firstCell(difference.before, was), after: firstCell(difference.after, is) } }
    if (difference.renamed(was.expression) !== is.expression) {
      difference.compareWords('rule-changed', { ...at, aspect: '公式' }, [was.expression, is.expression])
    }
    difference.compare('rule-changed', { ...at, aspect: '提示语' }, [was.message, is.message])
    difference.compare('rule-changed', { ...at, aspect: '级别' }, [SEVERITIES[was.severity], SEVERITIES[is.severity]])
    const scopeOf = ({ scope }: CheckRule): string => (scope ? SCOPES[scope] : '整张表')
    difference.compare('rule-changed', { ...at, aspect: '审核范围' }, [scopeOf(was), scopeOf(is)])
    if (was.when !== is.when) {
      difference.compareWords('rule-changed', { ...at, aspect: '哪些单位审核' }, [was.when, is.when])
    }
  }
  diffParts(difference, 'rule', {
    before: difference.before.template.rules,
    after: difference.after.template.rules,
    idOf: ({ code }) => code,
    titleOf: ({ code, message }) => `${code} ${message}`,
    wordsOf: (side, { expression }) => side.names.wording(expression),
    cellOf: firstCell,
    both,
  })
}

/** The first cell a rule names: where to look. */
function firstCell({ layout }: Side, { expression }: CheckRule): string | null {
  const parsed = parse(expression)
  if ('error' in parsed) return null
  const { keys, cells, previous, lastYear, ranges } = collect(parsed.ast)
  const [key] = [...keys, ...previous, ...lastYear]
  return layout.cellsByKey.get(key ?? '')?.id ?? [...cells][0] ?? ranges[0]?.from ?? null
}

function diffHead(difference: Difference): void {
  const both = (was: HeaderItem, is: HeaderItem, at: Said): void => {
    const compare = (aspect: string, of: (item: HeaderItem) => string): void =>
      difference.compare('head-changed', { ...at, aspect }, [of(was), of(is)])
    compare('名称', ({ title }) => title)
    compare('位置', ({ place }) => (place === 'head' ? '表头' : '表尾'))
    compare('内容', ({ type }) => ({ text: '文字', phone: '电话', date: '日期' })[type])
    compare('必填', ({ required }) => (required ? '必填' : '不必填'))
    compare('填写', ({ readOnly }) => (readOnly ? '只读' : '可填'))
  }
  diffParts(difference, 'head', {
    before: difference.before.template.headerItems,
    after: difference.after.template.headerItems,
    idOf: ({ id }) => id,
    titleOf: ({ title }) => title,
    both,
  })
}

const SUMS = {
  sum: '求和',
  'period-end': '期末数',
  ratio: '比率',
  'count-by-code': '按代码计数',
  none: '不汇总',
} as const

/** Definitions of indicators and code lists, which a version freezes when it is published. */
function diffDefinitions(difference: Difference): void {
  for (const [code, is] of difference.after.indicators) {
    const was = difference.before.indicators.get(code)
    if (!was) continue
    const at = { name: code, title: is.name }
    difference.compare('indicator-changed', { ...at, aspect: '名称' }, [was.name, is.name])
    difference.compare('indicator-changed', { ...at, aspect: '汇总方式' }, [
      SUMS[was.aggregation],
      SUMS[is.aggregation],
    ])
    difference.compare('indicator-changed', { ...at, aspect: '指标解释' }, [was.definition, is.definition])
    const least = ({ min = 0 }: typeof is): string => (min === null ? '不限' : String(min))
    difference.compare('indicator-changed', { ...at, aspect: '最小值' }, [least(was), least(is)])
  }
  const lists = new Map(difference.before.template.codeLists.map((list) => [list.code, list]))
  for (const { code, title, items } of difference.after.template.codeLists) {
    const was = new Map(lists.get(code)?.items.map((item) => [item.code, item.name]))
    if (was.size === 0) continue
    const come = items.filter((item) => was.get(item.code) !== item.name)
    const kept = new Set(items.map((item) => item.code))
    const gone = [...was].filter(([item]) => !kept.has(item))
    if (come.length + gone.length === 0) continue
    const listed = (names: readonly string[]): string =>
      names.slice(0, 5).join('、') + (names.length > 5 ? ` 等 ${names.length} 项` : '')
    const before = listed(gone.map(([item, name]) => `${item} ${name}`))
    difference.add('list-changed', {
      name: code,
      title,
      before: before && `去掉 ${before}`,
      after: come.length > 0 ? `新增或改名 ${listed(come.map((item) => `${item.code} ${item.name}`))}` : '',
    })
  }
}

const PERIODS = { month: '月报', quarter: '季报', half: '半年报', year: '年报' } as const
const SECRECIES = { public: '公开', internal: '内部', sensitive: '敏感' } as const

function diffProperties(difference: Difference): void {
  const [was, is] = [difference.before.template, difference.after.template]
  const compare = (title: string, of: (template: Template) => string): void =>
    difference.compare('form-changed', { name: title, title }, [of(was), of(is)])
  compare('表名', ({ title }) => title)
  compare('版本名称', ({ edition }) => edition)
  compare('报表类型', ({ periodType }) => PERIODS[periodType])
  compare('计量单位', ({ unitNote }) => unitNote)
  compare('密级', ({ secrecy }) => SECRECIES[secrecy])
  compare('业务领域', ({ area }) => area)
  compare('表号', ({ legal }) => legal.tableNo)
  compare('制定机关', ({ legal }) => legal.maker)
  compare('批准机关', ({ legal }) => legal.approver)
  compare('批准文号', ({ legal }) => legal.approvalNo)
  compare('有效期至', ({ legal }) => legal.validUntil)
  compare('变长表', ({ roster }) => (roster ? `${roster.minRows} 至 ${roster.maxRows} 行` : ''))
  compare('变长表不能重复的列', ({ roster }) => (roster?.unique ?? []).map((keys) => keys.join('、')).join('；'))
  if (was.scope !== is.scope) {
    difference.compareWords('form-changed', { name: '填报范围', title: '填报范围' }, [was.scope, is.scope])
  }
}

/** Sizes, alignment and the like in one line each: nobody reads them one by one. */
function diffLooks(difference: Difference, { pairs, rows, columns }: Matching): void {
  const [was, is] = [difference.before.template, difference.after.template]
  const say = (title: string, before: string, after: string): void =>
    difference.compare('layout-changed', { name: title, title }, [before, after])
  say('行数', `${was.rows.length} 行`, `${is.rows.length} 行`)
  say('列数', `${was.columns.length} 列`, `${is.columns.length} 列`)
  const heights = new Map(is.rows.map(({ id, height }) => [id, height]))
  const widths = new Map(is.columns.map(({ id, width }) => [id, width]))
  const count = (found: readonly unknown[]): string => (found.length > 0 ? `${found.length} 处` : '')
  say('行高', '', count(was.rows.filter(({ id, height }) => differs(heights.get(rows.same.get(id) ?? ''), height))))
  say('列宽', '', count(was.columns.filter(({ id, width }) => differs(widths.get(columns.same.get(id) ?? ''), width))))
  const look = ({ rowSpan, columnSpan, align, indent }: CellPair['before']): string =>
    [rowSpan, columnSpan, align, indent].join(' ')
  say('合并、对齐与缩进', '', count(pairs.filter(({ before, after }) => look(before) !== look(after))))
}

function differs(after: number | undefined, before: number): boolean {
  return after !== undefined && after !== before
}
