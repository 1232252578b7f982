import { collect, type Kind, type Node, parse, validate, type Vocabulary } from '../expression/index.js'
import { isNumeric } from '../indicator/index.js'
import type { TemplateIndicator } from '../indicator/index.js'
import { ATTRIBUTE_KINDS } from './attributes.js'
import type { Place, Say } from './check-template.js'
import { formulaOrder } from './formula-order.js'
import type { Layout } from './layout.js'
import { foreignKind } from './other-forms.js'
import type { Cell, Template } from './template.js'
import { thresholdKinds } from './thresholds.js'

/** Scope, applicability, formulas with their order, ratios and rules: every expression of a template. */
export function checkExpressions(template: Template, layout: Layout, say: Say): void {
  const words = vocabularies(template, layout)
  const check = (source: string, at: Place & { wanted: Kind; words: Vocabulary }): Node | null => {
    const { wanted, words: vocabulary, ...place } = at
    const parsed = parse(source)
    if ('error' in parsed) {
      say(parsed.error.code, `${place.where ?? ''}：${parsed.error.message}`, {
        ...place,
        position: parsed.error.position,
      })
      return null
    }
    const errors = validate(parsed.ast, vocabulary, wanted)
    for (const { code, message, position } of errors)
      say(code, `${place.where ?? ''}：${message}`, { ...place, position })
    return errors.length === 0 ? parsed.ast : null
  }
  if (template.scope.trim() === '') say('E_TEMPLATE_SCOPE', '请设置填报范围：哪些机构应报本表。', { where: '填报范围' })
  else check(template.scope, { where: '填报范围', wanted: 'boolean', words: words.attributes })
  for (const { title, when } of template.sections) {
    if (when !== null) check(when, { where: title, wanted: 'boolean', words: words.attributes })
  }
  checkFormulas(template, { layout, words, check, say })
  for (const { code, ratio } of template.indicators) {
    if (ratio) check(ratio, { where: code, wanted: 'number', words: words.ratio })
  }
  for (const rule of template.rules) {
    const place = { where: rule.code, ruleCode: rule.code }
    check(rule.expression, { ...place, wanted: 'boolean', words: words.rules })
    if (rule.when !== null) check(rule.when, { ...place, wanted: 'boolean', words: words.attributes })
    if (rule.message.trim() === '') say('E_TEMPLATE_RULE_MESSAGE', `请填写规则 ${rule.code} 的提示语。`, place)
  }
}

export interface Words {
  /** Attributes of unit and period only. */
  readonly attributes: Vocabulary
  /** Everything. */
  readonly values: Vocabulary
  /** Everything, and values of other forms. */
  readonly rules: Vocabulary
  /** Attributes and inputs that are always shown: what may decide whether a cell is shown. */
  readonly shown: Vocabulary
  /** Sums of indicators. */
  readonly ratio: Vocabulary
}

interface At {
  readonly layout: Layout
  readonly words: Words
  readonly check: (source: string, at: Place & { wanted: Kind; words: Vocabulary }) => Node | null
  readonly say: Say
}

function checkFormulas(template: Template, { layout, words, check, say }: At): void {
  const indicators = new Map(template.indicators.map((indicator) => [indicator.code, indicator]))
  const formulas: { cell: Cell; slot: number; reads: number[] }[] = []
  const positions = new Map(template.cells.map((cell, index) => [cell.id, index]))
  for (const cell of template.cells) {
    const place = { where: layout.addressOf(cell), cellId: cell.id }
    if (cell.when !== null) check(cell.when, { ...place, wanted: 'boolean', words: words.attributes })
    if (cell.shown !== undefined) check(cell.shown, { ...place, wanted: 'boolean', words: words.shown })
    if (cell.formula === null) continue
    const indicator = cell.binding ? indicators.get(cell.binding.indicator) : undefined
    const ast = check(cell.formula, { ...place, wanted: indicator ? kindOf(indicator) : 'any', words: words.values })
    if (ast) formulas.push({ cell, slot: positions.get(cell.id) ?? -1, reads: readsOf(ast, layout, positions) })
  }
  const { cycle } = formulaOrder(formulas)
  const [first] = cycle
  if (!first) return
  const chain = [...cycle, first].map(({ cell }) => layout.addressOf(cell)).join(' → ')
  say('E_TEMPLATE_CYCLE', `公式循环引用：${chain}。请改正其中一个公式。`, {
    where: layout.addressOf(first.cell),
    cellId: first.cell.id,
  })
}

/** Positions of the cells a formula reads in this period. */
function readsOf(ast: Node, layout: Layout, positions: ReadonlyMap<string, number>): number[] {
  const needs = collect(ast)
  const cells = [
    ...[...needs.keys].flatMap((key) => layout.cellsByKey.get(key) ?? []),
    ...[...needs.cells].flatMap((id) => layout.cellsById.get(id) ?? []),
    ...needs.ranges.flatMap(({ from, to }) => layout.within(from, to)),
  ]
  return cells.map(({ id }) => positions.get(id) ?? -1)
}

function kindOf({ type }: TemplateIndicator): Kind {
  return isNumeric(type) ? 'number' : 'text'
}

/** The names expressions of a template may use, by where they stand. */
export function vocabularies(template: Template, layout: Layout): Words {
  const indicators = new Map(template.indicators.map((indicator) => [indicator.code, indicator]))
  const kindOfCell = (cell: Cell | undefined): Kind | undefined => {
    // A cell that shows another period has no value of its own: formulas say PREV or LASTYEAR instead.
    if (!cell || (cell.binding === null && cell.formula === null) || (cell.binding?.offset ?? 0) !== 0) return undefined
    const indicator = cell.binding ? indicators.get(cell.binding.indicator) : undefined
    return indicator ? kindOf(indicator) : 'any'
  }
  const nothing = { kindOfKey: () => undefined, kindOfCell: () => undefined, hasRange: () => false, time: false }
  const kindOfKey = (key: string): Kind | undefined => kindOfCell(layout.cellsByKey.get(key))
  const values: Vocabulary = {
    kindOfKey,
    kindOfCell: (id) => kindOfCell(layout.cellsById.get(id)),
    hasRange: (from, to) => layout.cellsById.has(from) && layout.cellsById.has(to),
    attributes: { ...ATTRIBUTE_KINDS, ...thresholdKinds(template.thresholds) },
    time: true,
  }
  return {
    attributes: { ...nothing, attributes: ATTRIBUTE_KINDS },
    shown: {
      ...nothing,
      kindOfKey: (key) => {
        const cell = layout.cellsByKey.get(key)
        return cell?.role === 'input' && cell.shown === undefined ? kindOfCell(cell) : undefined
      },
      attributes: ATTRIBUTE_KINDS,
    },
    ratio: { ...nothing, kindOfKey, attributes: {} },
    values,
    rules: { ...values, foreign: (form, key) => foreignKind(template, form, key) },
  }
}
