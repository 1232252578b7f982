import { factColumn } from '@weitong/designer/indicator'
import { factTable } from '#facts'
import { type Acting, inTransaction, rows, type Trx } from '#platform'
import { namesOfCodes, type QuickSurvey, viewQuickSurvey } from './view_quick_surveys.js'

/** Contract `AnswerRow`: what one unit has answered; codes by their names, numbers as decimal strings. */
export interface AnswerRow {
  readonly obligationId: string
  readonly organisation: string
  readonly city: string
  readonly county: string
  readonly submittedAt: Date
  readonly overdue: boolean
  readonly values: readonly (string | null)[]
}

/** Contract `AnswerList`; `totals` are sums of the numbers over all units, null for other questions. */
export interface AnswerList {
  readonly rows: readonly AnswerRow[]
  readonly total: number
  readonly totals: readonly (string | null)[]
}

interface Page {
  readonly page: number
  readonly size: number
}

/** The submitted answers of a quick survey within the actor's subtrees, unit by unit, from its facts. */
export function listAnswers(acting: Acting, { id, ...page }: Page & { id: string }): Promise<AnswerList> {
  return inTransaction(acting, async (trx) =>
    readAnswers(trx, acting, { survey: await viewQuickSurvey(trx, acting, id), page }),
  )
}

/** Names are built from checked codes only: the form's and its indicators', which the database holds to letters and digits. */
export async function readAnswers(
  trx: Trx,
  acting: Acting,
  { survey, page }: { survey: QuickSurvey; page: Page },
): Promise<AnswerList> {
  const { collection, questions } = survey
  const table = `facts."${factTable(collection.formCode)}"`
  const columns = questions.map(({ key }) => `f."${factColumn(key)}"`)
  const numeric = (at: number): boolean => ['integer', 'decimal'].includes(questions[at]?.type ?? '')
  const sums = columns.map((column, at) => (numeric(at) ? `trim_scale(sum(${column}))::text` : 'null::text'))
  const bindings = { id: collection.id, scopes: acting.scopes, size: page.size, offset: (page.page - 1) * page.size }
  const from = `from ${table} f join submissions s on s.id = f.submission_id join obligations o on o.id = s.obligation_id
    where o.collection_id = :id and f.org_path ^@ any (:scopes)`
  const [whole] = await rows<{ total: number; totals: (string | null)[] }>(
    trx,
    `select count(*)::int as total, array[${sums.join(', ')}]::text[] as totals ${from}`,
    bindings,
  )
  const found = await rows<AnswerRow>(
    trx,
    `select o.id as "obligationId", o.name as organisation, coalesce(city.name, '') as city, coalesce(county.name, '') as county,
       s.submitted_at as "submittedAt", s.overdue, a.values
     from (select o.id, o.name, o.division_code, o.city_code, o.county_code, s.id as submission,
         array[${columns.map((column) => `${column}::text`).join(', ')}]::text[] as values ${from}) a
       join obligations o on o.id = a.id join submissions s on s.id = a.submission
       left join organisations city on city.division_code = a.city_code and city.level = 'city'
       left join organisations county on county.division_code = a.county_code and county.level = 'county'
     order by a.division_code, a.name, a.id limit :size offset :offset`,
    bindings,
  )
  const names = await namesOfCodes(collection.formVersionId)
  const worded = (value: string | null, at: number): string | null =>
    value === null ? null : (names.get(questions[at]?.key ?? '')?.get(value) ?? value)
  return {
    rows: found.map((row) => ({ ...row, values: row.values.map(worded) })),
    total: whole?.total ?? 0,
    totals: whole?.totals ?? [],
  }
}
