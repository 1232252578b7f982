import type { Tolerance } from '../expression/index.js'
import type { CheckRule, Severity, Template, ThresholdRow } from './template.js'

/** Everything of a rule that may change after publishing. */
export interface RuleRevision {
  readonly severity: Severity
  readonly expression: string
  readonly message: string
  readonly tolerance: Tolerance | null
  readonly off: boolean
}

/** What differs from the published version: rules by code, 指标解释 by indicator, rows of thresholds by name. */
export interface CheckChanges {
  readonly rules: Readonly<Record<string, RuleRevision>>
  readonly help: Readonly<Record<string, string>>
  readonly thresholds: Readonly<Record<string, readonly ThresholdRow[]>>
}

export const NO_CHANGES: CheckChanges = { rules: {}, help: {}, thresholds: {} }

/** Checks, thresholds and help have versions of their own: a published template with the changes made since. Values stay as they are. */
export function reviseChecks(template: Template, { rules, help, thresholds }: CheckChanges): Template {
  return {
    ...template,
    rules: template.rules.map((rule) => {
      const revision = rules[rule.code]
      return revision ? revisedRule(rule, revision) : rule
    }),
    indicators: template.indicators.map((indicator) => ({
      ...indicator,
      definition: help[indicator.code] ?? indicator.definition,
    })),
    ...(template.thresholds && {
      thresholds: template.thresholds.map((each) => ({ ...each, rows: thresholds[each.name] ?? each.rows })),
    }),
  }
}

function revisedRule(
  { tolerance: _, off: __, ...rule }: CheckRule,
  { tolerance, off, ...rest }: RuleRevision,
): CheckRule {
  return { ...rule, ...rest, ...(tolerance && { tolerance }), ...(off && { off }) }
}

/** A rule as far as it may be revised. */
export function revisionOf({ severity, expression, message, tolerance, off }: CheckRule): RuleRevision {
  return { severity, expression, message, tolerance: tolerance ?? null, off: off ?? false }
}

/** Changes on top of changes. */
export function mergeChanges(before: CheckChanges, after: CheckChanges): CheckChanges {
  return {
    rules: { ...before.rules, ...after.rules },
    help: { ...before.help, ...after.help },
    thresholds: { ...before.thresholds, ...after.thresholds },
  }
}

/** One change in words, for whoever fills, reviews or audits; `tighter` when a report that passed may fail by it. */
export interface WordedChange {
  readonly kind: 'rule' | 'help' | 'threshold'
  /** Rule code, indicator or threshold. */
  readonly name: string
  readonly words: string
  readonly tighter: boolean
}

const SEVERITIES: Readonly<Record<Severity, string>> = { error: '强制性', warning: '核实性' }

/** What changes do to a template, in words; a change that changes nothing is not among them. */
export function wordRevision(template: Template, changes: CheckChanges): WordedChange[] {
  const after = reviseChecks(template, changes)
  const rules = template.rules.flatMap((rule, at) => wordRule(rule, after.rules[at] ?? rule))
  const help = template.indicators.flatMap(({ code, name, definition }, at): WordedChange[] =>
    after.indicators[at]?.definition === definition
      ? []
      : [{ kind: 'help', name: code, words: `${name}：指标解释已修改`, tighter: false }],
  )
  const thresholds = (template.thresholds ?? []).flatMap(({ name, title, rows }, at): WordedChange[] => {
    const next = after.thresholds?.[at]?.rows ?? rows
    if (JSON.stringify(rows) === JSON.stringify(next)) return []
    const words = `阈值“${title}”由 ${valuesOf(rows)} 改为 ${valuesOf(next)}`
    return [{ kind: 'threshold', name, words, tighter: true }]
  })
  return [...rules, ...help, ...thresholds]
}

function valuesOf(rows: readonly ThresholdRow[]): string {
  return rows.map(({ value }) => value).join('、')
}

function wordRule(before: CheckRule, after: CheckRule): WordedChange[] {
  const said = (words: string, tighter: boolean): WordedChange[] => [
    { kind: 'rule', name: before.code, words: `${before.code} ${before.message}：${words}`, tighter },
  ]
  if (after.off) return before.off ? [] : said('停用，不再审核', false)
  const parts: string[] = []
  let tighter = false
  const add = (differs: boolean, words: string, isTighter: boolean): void => {
    if (!differs) return
    parts.push(words)
    tighter ||= isTighter
  }
  add(before.off === true, '重新启用', true)
  add(
    before.severity !== after.severity,
    `由${SEVERITIES[before.severity]}改为${SEVERITIES[after.severity]}`,
    after.severity === 'error',
  )
  add(
    toleranceWords(before) !== toleranceWords(after),
    `允许相差由 ${toleranceWords(before)} 改为 ${toleranceWords(after)}`,
    !isWider(before.tolerance, after.tolerance),
  )
  add(before.expression !== after.expression, '公式已修改', true)
  add(before.message !== after.message, `提示语改为“${after.message}”`, false)
  return parts.length > 0 ? said(parts.join('，'), tighter) : []
}

function toleranceWords({ tolerance }: CheckRule): string {
  return tolerance ? `${tolerance.value}${tolerance.kind === 'percent' ? '%' : ''}` : '0'
}

function isWider(before: Tolerance | undefined, after: Tolerance | undefined): boolean {
  if (!before || before.value === 0) return after !== undefined
  return after !== undefined && after.kind === before.kind && after.value >= before.value
}
