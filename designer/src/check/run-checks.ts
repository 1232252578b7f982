import type { Frame } from '../expression/index.js'
import type { Cell, CheckRule, CompiledForm, CompiledRule } from '../template/index.js'
import type { Finding } from './finding.js'
import { wordValues } from './word-values.js'

/** Runs one rule over evaluated values. */
export function runRule(form: CompiledForm, compiled: CompiledRule, frame: Frame): Finding {
  const { rule, run, when, cells } = compiled
  const applies = when === null || when(frame) === true
  const result = applies ? run(frame) : null
  const state = result === true ? 'passed' : result === false ? 'failed' : 'not-applicable'
  const values = state === 'failed' ? wordValues(form, compiled, frame) : ''
  return {
    rule: rule.code,
    severity: rule.severity,
    state,
    message: values === '' ? rule.message : `${rule.message}（${values}${allowance(rule)}）`,
    cells: cells.map(({ id }) => id),
    keys: keysOf(cells),
  }
}

/** `，允许相差 5%`: how far apart the two values might have been. */
function allowance({ tolerance }: CheckRule): string {
  if (!tolerance) return ''
  return `，允许相差 ${tolerance.value}${tolerance.kind === 'percent' ? '%' : ''}`
}

/** Every rule of the form, in its order. */
export function runChecks(form: CompiledForm, frame: Frame): Finding[] {
  return form.rules.map((rule) => runRule(form, rule, frame))
}

export function keysOf(cells: readonly Cell[]): string[] {
  return cells.flatMap(({ binding }) => (binding ? [binding.key] : []))
}
