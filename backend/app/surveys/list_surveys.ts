import { type Acting, inTransaction, rows, type Trx } from '#platform'
import { E } from './errors.js'

/** A form as its survey lists it. */
export interface SurveyForm {
  readonly id: string
  readonly code: string
  readonly title: string
  readonly tableNo: string
  readonly periodType: string
  readonly secrecy: string
  readonly newestVersionId: string
  /** The newest version one may open a 报送任务 of. */
  readonly publishedVersionId: string | null
  readonly openCollections: number
}

/** Contract `SurveyEntry`. */
export interface SurveyEntry {
  readonly id: string
  readonly title: string
  readonly maker: string
  readonly documentNo: string
  readonly validFrom: string
  readonly validUntil: string
  readonly area: string
  readonly note: string
  readonly kind: 'regular' | 'quick'
  readonly revision: number
  readonly forms: readonly SurveyForm[]
}

const FORMS = `select coalesce(jsonb_agg(jsonb_build_object('id', f.id::text, 'code', f.code, 'title', f.title,
    'tableNo', n.template->'legal'->>'tableNo', 'periodType', f.period_type, 'secrecy', f.secrecy, 'newestVersionId', n.id::text,
    'publishedVersionId', (select p.id::text from form_versions p where p.form_id = f.id and p.state = 'published'
      order by p.number desc limit 1),
    'openCollections', (select count(*)::int from collections c where c.form_id = f.id and c.state = 'open')) order by f.code), '[]')
  from forms f
    join lateral (select * from form_versions v where v.form_id = f.id order by v.number desc limit 1) n on true
  where ('*' = any (:areas) or f.area = any (:areas))`

const SURVEYS = `select s.id, s.title, s.maker, s.document_no as "documentNo", s.valid_from as "validFrom",
    s.valid_until as "validUntil", s.area, s.note, s.kind, s.revision, (${FORMS} and f.survey_id = s.id) as forms
  from surveys s
  where ('*' = any (:areas) or s.area = any (:areas)) and (:id::bigint is null or s.id = :id)
  order by s.kind desc, s.id`

/** Contract `SurveyList`: surveys of one's areas with their forms, and the forms that are in none yet. */
export function listSurveys(acting: Acting): Promise<{ surveys: SurveyEntry[]; unplaced: readonly SurveyForm[] }> {
  return inTransaction(acting, async (trx) => {
    const bindings = { areas: acting.areas, id: null }
    const [loose] = await rows<{ forms: SurveyForm[] }>(
      trx,
      `select (${FORMS} and f.survey_id is null) as forms`,
      bindings,
    )
    return { surveys: await rows<SurveyEntry>(trx, SURVEYS, bindings), unplaced: loose?.forms ?? [] }
  })
}

/** One survey; unknown to those whose areas do not cover it. */
export async function viewSurvey(trx: Trx, acting: Acting, id: string): Promise<SurveyEntry> {
  const [survey] = await rows<SurveyEntry>(trx, SURVEYS, { areas: acting.areas, id })
  if (!survey) throw E.E_SURVEY_NOT_FOUND()
  return survey
}
