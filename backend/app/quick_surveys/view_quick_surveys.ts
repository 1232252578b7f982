import type { ValueType } from '@weitong/designer/template'
import { type CollectionSummary, viewCollections } from '#collections'
import { loadVersion } from '#forms'
import { type Acting, inTransaction, rows, type Trx } from '#platform'
import { E } from './errors.js'

/** Contract `QuickSurvey`. */
export interface QuickSurvey {
  readonly collection: CollectionSummary
  readonly questions: readonly AnsweredQuestion[]
}

/** A question as its results are listed. */
export interface AnsweredQuestion {
  readonly key: string
  readonly text: string
  readonly type: ValueType
  readonly unit: string
  readonly decimals: number | null
}

/** Every quick survey of one's areas, those going on first. */
export function listQuickSurveys(acting: Acting): Promise<CollectionSummary[]> {
  return inTransaction(acting, async (trx) => {
    const found = await viewCollections(trx, acting, {})
    return found.filter(({ kind }) => kind === 'quick')
  })
}

/** One quick survey; other collections and those of other areas are not found. */
export async function viewQuickSurvey(trx: Trx, acting: Acting, id: string): Promise<QuickSurvey> {
  const [collection] = await viewCollections(trx, acting, { id })
  if (collection?.kind !== 'quick') throw E.E_QUICK_SURVEY_NOT_FOUND()
  const [version] = await rows<{ indicators: readonly (Omit<AnsweredQuestion, 'key' | 'text'> & Named)[] }>(
    trx,
    `select template->'indicators' as indicators from form_versions where id = :id`,
    { id: collection.formVersionId },
  )
  const questions = (version?.indicators ?? []).map(({ code, name, type, unit, decimals }) => ({
    key: code,
    text: name,
    type,
    unit,
    decimals,
  }))
  return { collection, questions }
}

interface Named {
  readonly code: string
  readonly name: string
}

export function readQuickSurvey(acting: Acting, id: string): Promise<QuickSurvey> {
  return inTransaction(acting, (trx) => viewQuickSurvey(trx, acting, id))
}

/** Names of codes by question: what an answer says rather than what it is stored as. */
export async function namesOfCodes(versionId: string): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> {
  const { template } = await loadVersion(versionId)
  const lists = new Map(template.codeLists.map(({ code, items }) => [code, items]))
  return new Map(
    template.indicators.flatMap(({ code, codeList }) => {
      const items = lists.get(codeList ?? '')
      return items ? [[code, new Map(items.map((item) => [item.code, item.name]))] as const] : []
    }),
  )
}
