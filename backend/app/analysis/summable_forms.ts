import { Period, type PeriodType } from '@weitong/designer/period'
import type { TemplateCodeList } from '@weitong/designer/template'
import { type Candidate, isSplitter, listCandidates } from '@weitong/reports/aggregate'
import { loadVersion } from '#forms'
import { type Acting, inTransaction, rows, type Trx } from '#platform'
import { E } from './errors.js'

/** A published form as far as sums need it. */
export interface SummableForm {
  readonly id: string
  readonly code: string
  readonly title: string
  readonly tableNo: string
  readonly periodType: PeriodType
  readonly kind: 'fixed' | 'roster'
  readonly candidates: readonly Candidate[]
  /** By code. */
  readonly codeLists: ReadonlyMap<string, TemplateCodeList>
}

interface FormRow {
  readonly id: string
  readonly code: string
  readonly versionIds: readonly string[]
}

const FORMS = `select f.id, f.code, array_agg(v.id::text order by v.number desc) as "versionIds"
  from forms f join form_versions v on v.form_id = f.id and v.state <> 'draft'
  where ('*' = any (:areas) or f.area = any (:areas)) and (:code::text is null or f.code = :code)
  group by f.id order by f.code`

/** Contract `AnalysisForm[]`: every published form within one's business areas, with the periods it was collected for. */
export function listAnalysisForms(acting: Acting): Promise<unknown[]> {
  return inTransaction(acting, async (trx) => {
    const forms = await loadForms(trx, acting, null)
    const collected = await rows<{ formId: string; period: string }>(
      trx,
      `select form_id as "formId", period from collections order by period desc`,
    )
    return forms.map(({ id, code, title, kind, periodType, candidates }) => ({
      code,
      title,
      kind,
      periodType,
      periods: collected
        .filter(({ formId }) => formId === id)
        .map(({ period }) => ({ key: period, label: Period.parse(period).label })),
      indicators: candidates.map(viewIndicator),
      splits: candidates.filter(isSplitter).map(({ key, name }) => ({ key, name })),
    }))
  })
}

export async function findSummableForm(trx: Trx, acting: Acting, code: string): Promise<SummableForm> {
  const [form] = await loadForms(trx, acting, code)
  if (!form) throw E.E_ANALYSIS_FORM_NOT_FOUND()
  return form
}

/** Contract `AnalysisIndicator`. */
export function viewIndicator({
  definition: _definition,
  of: _of,
  ...indicator
}: Candidate): Omit<Candidate, 'definition' | 'of'> {
  return indicator
}

async function loadForms(trx: Trx, acting: Acting, code: string | null): Promise<SummableForm[]> {
  const found = await rows<FormRow>(trx, FORMS, { areas: acting.areas, code })
  return Promise.all(found.map(readForm))
}

/** Versions never change, so what can be summed is worked out once per set of versions. */
const candidates = new Map<string, readonly Candidate[]>()

async function readForm({ id, code, versionIds }: FormRow): Promise<SummableForm> {
  const versions = await Promise.all(versionIds.map(loadVersion))
  const templates = versions.map(({ template }) => template)
  const [newest] = templates
  if (!newest) throw new Error(`form ${code} was listed without a published version`)
  const known = versionIds.join(',')
  const own = candidates.get(known) ?? listCandidates(templates)
  candidates.set(known, own)
  const { title, legal, periodType, kind } = newest
  // Of a list that several versions have, the newest stands.
  const codeLists = new Map(templates.toReversed().flatMap((each) => each.codeLists.map((list) => [list.code, list])))
  return { id, code, title, tableNo: legal.tableNo, periodType, kind, candidates: own, codeLists }
}
