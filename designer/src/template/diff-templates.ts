import { layoutOf } from './layout.js'
import type { Cell, CheckRule, Template } from './template.js'

/** What became of a value or a rule between two versions; addresses as a person saw them. */
export interface TemplateChange {
  readonly kind:
    | 'cell-added'
    | 'cell-removed'
    | 'cell-moved'
    | 'cell-retyped'
    | 'formula-changed'
    | 'rule-added'
    | 'rule-removed'
    | 'rule-changed'
  /** Value key, or rule code. */
  readonly name: string
  readonly before: string
  readonly after: string
}

/** The difference that matters to whoever fills and sums: values by key, rules by code. */
export function diffTemplates(before: Template, after: Template): TemplateChange[] {
  return [...diffCells(before, after), ...diffRules(before.rules, after.rules)]
}

function diffCells(before: Template, after: Template): TemplateChange[] {
  const [from, to] = [layoutOf(before), layoutOf(after)]
  const typeIn = (template: Template, cell: Cell): string =>
    template.indicators.find(({ code }) => code === cell.binding?.indicator)?.type ?? ''
  const changes: TemplateChange[] = []
  for (const [name, cell] of from.cellsByKey) {
    const next = to.cellsByKey.get(name)
    if (!next) {
      changes.push({ kind: 'cell-removed', name, before: from.addressOf(cell), after: '' })
      continue
    }
    const compare = (kind: TemplateChange['kind'], was: string, is: string): void => {
      if (was !== is) changes.push({ kind, name, before: was, after: is })
    }
    compare('cell-moved', from.addressOf(cell), to.addressOf(next))
    compare('cell-retyped', typeIn(before, cell), typeIn(after, next))
    compare('formula-changed', cell.formula ?? '', next.formula ?? '')
  }
  for (const [name, cell] of to.cellsByKey) {
    if (!from.cellsByKey.has(name)) changes.push({ kind: 'cell-added', name, before: '', after: to.addressOf(cell) })
  }
  return changes
}

function diffRules(before: readonly CheckRule[], after: readonly CheckRule[]): TemplateChange[] {
  const later = new Map(after.map((rule) => [rule.code, rule]))
  const earlier = new Set(before.map(({ code }) => code))
  const changes: TemplateChange[] = []
  for (const rule of before) {
    const next = later.get(rule.code)
    if (!next) changes.push({ kind: 'rule-removed', name: rule.code, before: rule.expression, after: '' })
    else if (JSON.stringify(next) !== JSON.stringify(rule)) {
      changes.push({ kind: 'rule-changed', name: rule.code, before: rule.expression, after: next.expression })
    }
  }
  for (const { code, expression } of after) {
    if (!earlier.has(code)) changes.push({ kind: 'rule-added', name: code, before: '', after: expression })
  }
  return changes
}
