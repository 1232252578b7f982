import { factColumn } from '@weitong/designer/indicator'
import { factTable } from '#facts'
import { rows, type Trx } from '#platform'
import type { Region } from './region.js'

/** What is added up: every part is checked before, names come from published templates only. */
export interface SumQuestion {
  readonly formId: string
  readonly formCode: string
  readonly periods: readonly string[]
  readonly states: readonly string[]
  readonly scopes: readonly string[]
  readonly region: Pick<Region, 'where' | 'place' | 'code' | 'unit'>
  /** Keys of values, summed in this order. */
  readonly sums: readonly string[]
}

/** One child of the place (`code` of an administration, or `unit`), or the place itself when `total`. */
export interface SumRow {
  readonly code: string
  readonly unit: string | null
  readonly total: boolean
  readonly included: number
  /** Exact decimal strings; null where every value is blank. */
  readonly sums: readonly (string | null)[]
}

/**
 * Children and total in one statement. The facts are read once and grouped by child, which several processes share;
 * the total is made from the children, so it cannot differ from their sum.
 */
export async function sumFacts(trx: Trx, question: SumQuestion): Promise<SumRow[]> {
  const { sql, bindings } = sumStatement(question)
  // The planner takes the scope filter for far narrower than it is and would sort the rows on disk to group them.
  await trx.rawQuery('set local enable_sort = off')
  return rows<SumRow>(trx, sql, bindings)
}

export function sumStatement(question: SumQuestion): { sql: string; bindings: Record<string, unknown> } {
  const { region, sums } = question
  const parts = sums.map((key, at) => `sum(u."${factColumn(key)}") as s${at}`)
  const wholes = sums.map((_, at) => `trim_scale(sum(s${at}))::text`)
  return {
    sql: `with parts as (
        select ${[`${region.code} as code`, `${region.unit} as unit`, 'count(*) as included', ...parts].join(', ')}
        from facts."${factTable(question.formCode)}" u
        where u.period = any (:periods) and u.state = any (:states) and u.org_path ^@ any (:scopes) and ${region.where}
        group by 1, 2)
      select code, unit, grouping(code, unit) > 0 as total, coalesce(sum(included), 0)::int as included,
        array[${wholes.join(', ')}]::text[] as sums
      from parts group by grouping sets ((code, unit), ())`,
    bindings: bindingsOf(question),
  }
}

/** How many reports are due below each child; `name`, `divisionCode` and `obligationId` of the newest one for units. */
export interface DueRow {
  readonly code: string
  readonly unit: string | null
  readonly due: number
  readonly name: string | null
  readonly divisionCode: string | null
  readonly obligationId: string | null
}

export function countDue(trx: Trx, question: SumQuestion): Promise<DueRow[]> {
  const { region } = question
  return rows<DueRow>(
    trx,
    `select d.code, d.unit, d.due, n.name, n.division_code as "divisionCode", n.id as "obligationId"
     from (
       select ${region.code} as code, ${region.unit} as unit, count(*)::int as due, max(u.id) as newest
       from obligations u
       where u.collection_id = any (array(select id from collections where form_id = :formId and period = any (:periods)))
         and u.org_path ^@ any (:scopes) and ${region.where}
       group by 1, 2) d
     left join obligations n on n.id = d.newest and d.unit is not null`,
    bindingsOf(question),
  )
}

function bindingsOf({ formId, periods, states, scopes, region }: SumQuestion): Record<string, unknown> {
  return { formId, periods, states, scopes, place: region.place }
}
