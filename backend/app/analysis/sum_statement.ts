import { factColumn } from '@weitong/designer/indicator'
import type { Region } from './region.js'

/** What is added up: every part is checked before, names come from published templates only. */
export interface SumQuestion {
  readonly formId: string
  /** Name of the fact table in schema `facts`. */
  readonly table: string
  readonly periods: readonly string[]
  readonly states: readonly string[]
  readonly scopes: readonly string[]
  readonly region: Pick<Region, 'where' | 'place' | 'code' | 'unit'>
  /** Keys of values, summed in this order. */
  readonly sums: readonly string[]
}

/**
 * Children and total in one statement. The facts are read once and grouped by child, which several processes share;
 * the total is made from the children, so it cannot differ from their sum.
 */
export function sumStatement(question: SumQuestion): { sql: string; bindings: Record<string, unknown> } {
  const { region, sums } = question
  const parts = sums.map((key, at) => `sum(u."${factColumn(key)}") as s${at}`)
  const wholes = sums.map((_, at) => `trim_scale(sum(s${at}))::text`)
  return {
    sql: `with parts as (
        select ${[`${region.code} as code`, `${region.unit} as unit`, 'count(*) as included', ...parts].join(', ')}
        from facts."${question.table}" u
        where u.period = any (:periods) and u.state = any (:states) and u.org_path ^@ any (:scopes) and ${region.where}
        group by 1, 2)
      select code, unit, grouping(code, unit) > 0 as total, coalesce(sum(included), 0)::int as included,
        array[${wholes.join(', ')}]::text[] as sums
      from parts group by grouping sets ((code, unit), ())`,
    bindings: bindingsOf(question),
  }
}

export function bindingsOf({ formId, periods, states, scopes, region }: SumQuestion): Record<string, unknown> {
  return { formId, periods, states, scopes, place: region.place }
}
