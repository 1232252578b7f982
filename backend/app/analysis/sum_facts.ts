import { rows, type Trx } from '#platform'
import { bindingsOf, type SumQuestion, sumStatement } from './sum_statement.js'

/** One child of the place (`code` of an administration, or `unit`), or the place itself when `total`; where sums are split, one code of it. */
export interface SumRow {
  readonly code: string
  readonly unit: string | null
  /** null where sums are not split. */
  readonly item: string | null
  readonly total: boolean
  readonly included: number
  /** Exact decimal strings; null where every value is blank. */
  readonly sums: readonly (string | null)[]
}

/** Children of the place, and the place itself. */
export async function sumFacts(trx: Trx, question: SumQuestion): Promise<SumRow[]> {
  const { sql, bindings } = sumStatement(question)
  // The planner takes the scope filter for far narrower than it is and would sort the rows on disk to group them.
  await trx.rawQuery('set local enable_sort = off')
  return rows<SumRow>(trx, sql, bindings)
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

/** How many units stand in a city or county and owe the form to somebody beyond one's scopes. */
export async function countOutside(trx: Trx, { formId, periods, scopes, region }: SumQuestion): Promise<number> {
  const sql = 'select count_outside(:formId, :periods, :place, :scopes) as count'
  const [row] = await rows<{ count: number }>(trx, sql, { formId, periods, scopes, place: region.place })
  return row?.count ?? 0
}
