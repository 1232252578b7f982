import { compile, type Node, parse, round, type Value } from '@weitong/designer/expression'
import { type Candidate, type FactLevel, sumsOf } from './summable.js'

/** What to add up, and how the numbers shown come from the sums. */
export interface AggregatePlan {
  readonly indicators: readonly Candidate[]
  /** Keys of the values to sum, each once. */
  readonly sums: readonly string[]
  /** What each of `sums` belongs to. */
  readonly levels: readonly FactLevel[]
  /** From sums in the order of `sums` to values in the order of `indicators`; exact decimal strings, null where nothing is. */
  valuesOf(sums: readonly (string | null)[]): (string | null)[]
}

export interface PlanProblem {
  readonly key: string
  readonly message: string
}

/** Refuses, with the reason at the indicator, what has no honest sum over these periods. */
export function planAggregate(
  candidates: readonly Candidate[],
  keys: readonly string[],
  over: { readonly severalPeriods: boolean },
): { readonly plan: AggregatePlan } | { readonly problems: readonly PlanProblem[] } {
  const byKey = new Map(candidates.map((candidate) => [candidate.key, candidate]))
  const problems: PlanProblem[] = []
  const indicators: Candidate[] = []
  for (const key of new Set(keys)) {
    const candidate = byKey.get(key)
    const reason = candidate
      ? over.severalPeriods
        ? candidate.whyNotOverPeriods
        : candidate.whyNot
      : '本表没有该指标。'
    if (candidate && reason === null) indicators.push(candidate)
    else problems.push({ key, message: `${candidate?.name ?? key}：${reason}` })
  }
  if (problems.length > 0) return { problems }
  const sums = [...new Set(indicators.flatMap(sumsOf))]
  const makers = indicators.map((indicator) => makerOf(indicator, sums))
  const levels = sums.map((key) => byKey.get(key)?.of ?? 'report')
  return { plan: { indicators, sums, levels, valuesOf: (found) => makers.map((make) => make(found)) } }
}

type Maker = (sums: readonly (string | null)[]) => string | null

/** A sum is shown as the database made it, exact; a ratio is made from the sums by the expression engine and rounded. */
function makerOf(indicator: Candidate, sums: readonly string[]): Maker {
  const { aggregation, ratio, decimals } = indicator.definition
  if (aggregation !== 'ratio') {
    const at = sums.indexOf(indicator.key)
    return (found) => found[at] ?? null
  }
  const evaluate = compileRatio(ratio ?? '', sums)
  return (found) => {
    const value = evaluate(found.map((sum) => (sum === null ? null : Number(sum))))
    return typeof value === 'number' ? String(round(value, decimals ?? 2)) : null
  }
}

function compileRatio(formula: string, sums: readonly string[]): (values: readonly Value[]) => Value {
  const parsed = parse(formula)
  if (!('ast' in parsed)) return () => null
  const slotOf = (node: Node): number | undefined => {
    const at = node.kind === 'value' ? sums.indexOf(node.key) : -1
    return at < 0 ? undefined : at
  }
  const closure = compile(parsed.ast, { slotOf, slotsOf: () => [], decimalsOf: () => null })
  return (now) => closure({ now, previous: [], lastYear: [], org: {}, period: {} })
}
