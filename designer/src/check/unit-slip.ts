import { type Frame, round, type Value } from '../expression/index.js'
import type { CompiledForm } from '../template/index.js'
import type { Finding } from './finding.js'

/** The form asks for 千元; filled in 元 a value is a thousand times too large. */
const FACTOR = 1000
const MONEY_UNIT = '千元'
/** How much larger than before is no growth any more. */
const SUSPICIOUS_GROWTH = 100

export interface UnitSlip {
  /** Values to divide, in the order of the sheet. */
  readonly keys: readonly string[]
  /** Rule codes that gave it away. */
  readonly rules: readonly string[]
}

/**
 * 疑似按元填报: a rule marked as symptom fails now and would pass with every 千元 value a thousandth of what was filled,
 * or a value is a hundred times that of the period before.
 */
export function detectUnitSlip(form: CompiledForm, frame: Frame, findings: readonly Finding[]): UnitSlip | null {
  const money = form.inputs.filter(
    ({ indicator, slot }) =>
      indicator?.unit === MONEY_UNIT && typeof frame.now[slot] === 'number' && frame.now[slot] !== 0,
  )
  if (money.length === 0) return null
  const failed = new Set(findings.filter(({ state }) => state === 'failed').map(({ rule }) => rule))
  const smaller: Frame = { ...frame, now: divided(frame.now, moneySlots(form)) }
  const rules = form.rules
    .filter(({ rule, run }) => rule.hint === 'unit-slip' && failed.has(rule.code) && run(smaller) === true)
    .map(({ rule }) => rule.code)
  const grown = money.filter(({ slot }) => {
    const base = frame.previous[slot]
    return typeof base === 'number' && base > 0 && Math.abs(frame.now[slot] as number) >= base * SUSPICIOUS_GROWTH
  })
  if (rules.length === 0 && grown.length < money.length / 2) return null
  return { keys: money.map(({ cell }) => cell.binding?.key ?? ''), rules }
}

function moneySlots(form: CompiledForm): Set<number> {
  const slots = [...form.inputs, ...form.formulas].filter(({ indicator }) => indicator?.unit === MONEY_UNIT)
  return new Set(slots.map(({ slot }) => slot))
}

function divided(now: readonly Value[], slots: ReadonlySet<number>): Value[] {
  return now.map((value, slot) => (typeof value === 'number' && slots.has(slot) ? value / FACTOR : value))
}

/** A value in 元 as the 千元 the form asks for, at its decimals. */
export function inThousands(value: number, decimals: number): number {
  return round(value / FACTOR, decimals)
}
