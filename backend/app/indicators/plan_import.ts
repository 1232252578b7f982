import {
  type CodeItem,
  type CodePlan,
  type HeadProblem,
  type ImportTable,
  type IndicatorPlan,
  type KnownIndicator,
  planCodes,
  planIndicators,
} from '@weitong/designer/indicator'
import { Refusal, rows, type Trx } from '#platform'
import { type CodeListVersion, readVersion } from './code_list_version.js'
import { E } from './errors.js'
import { COLUMNS } from './list_indicators.js'

/** What a table would do to the dictionary as it is now. Refuses a head that cannot be read (E_DICTIONARY_COLUMNS). */
export async function planForIndicators(trx: Trx, table: ImportTable): Promise<IndicatorPlan> {
  const found = await rows<KnownIndicator>(
    trx,
    `select ${COLUMNS}, i.retired_at is not null as retired from indicators i`,
  )
  const lists = await rows<{ code: string }>(trx, 'select code from code_lists')
  return readable(
    planIndicators(table, {
      byCode: new Map(found.map((indicator) => [indicator.code.toLowerCase(), indicator])),
      codeLists: new Set(lists.map(({ code }) => code)),
    }),
  )
}

export interface CodeImportPlan extends CodePlan {
  /** The draft that would be changed, or the version a draft would be begun from; null for a list without any. */
  readonly base: CodeListVersion | null
}

/** What a table would make of a list: of its draft, or of its newest version where there is none. */
export async function planForList(trx: Trx, list: string, table: ImportTable): Promise<CodeImportPlan> {
  const [known] = await rows<{ id: string | null }>(
    trx,
    `select coalesce(d.id, l.current_version)::text as id from code_lists l
       left join code_list_versions d on d.list = l.code and d.state = 'draft' where l.code = :list`,
    { list },
  )
  if (!known) throw E.E_CODE_LIST_NOT_FOUND()
  const base = known.id === null ? null : await readVersion(trx, known.id)
  const before: readonly CodeItem[] = base?.items ?? []
  return { ...readable(planCodes(table, before)), base }
}

function readable<T extends object>(plan: T | { readonly problems: HeadProblem[] }): T {
  if (!('problems' in plan)) return plan
  throw new Refusal('E_DICTIONARY_COLUMNS', 422, {
    message: plan.problems[0]?.message ?? '',
    errors: plan.problems,
  })
}
