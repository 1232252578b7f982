import { recordAuditEvent } from '#audit'
import { type Acting, hasArea, inTransaction, now, rows } from '#platform'
import { E } from './errors.js'
import { type SurveyEntry, viewSurvey } from './list_surveys.js'

/** What a survey says of itself; validity as printed, `''` where the document says nothing. */
export interface SurveyInput {
  readonly title: string
  readonly maker: string
  readonly documentNo: string
  readonly validFrom: string
  readonly validUntil: string
  readonly area: string
  readonly note: string
}

const UNIQUE_VIOLATION = '23505'

/** A new survey without forms. Refuses a title that is taken. */
export function createSurvey(acting: Acting, input: SurveyInput): Promise<SurveyEntry> {
  checkInput(acting, input)
  return inTransaction(acting, async (trx) => {
    const [created] = await rows<{ id: string }>(
      trx,
      `insert into surveys (title, maker, document_no, valid_from, valid_until, area, note, created_at)
       values (:title, :maker, :documentNo, :validFrom, :validUntil, :area, :note, :at)
       on conflict (title) do nothing returning id`,
      { ...input, at: now() },
    )
    if (!created) throw E.E_SURVEY_EXISTS(input.title)
    await recordAuditEvent(trx, acting, {
      action: 'survey.create',
      subjectType: 'survey',
      subjectId: created.id,
      after: input,
    })
    return viewSurvey(trx, acting, created.id)
  })
}

/** Changes what a survey says of itself; its forms stay. `revision` is the one the page was read at. */
export function saveSurvey(
  acting: Acting,
  { id, revision, ...input }: SurveyInput & { id: string; revision: number },
): Promise<SurveyEntry> {
  checkInput(acting, input)
  return inTransaction(acting, async (trx) => {
    const before = await viewSurvey(trx, acting, id)
    if (before.kind === 'quick') throw E.E_SURVEY_QUICK()
    const changed = await rows(
      trx,
      `update surveys set title = :title, maker = :maker, document_no = :documentNo, valid_from = :validFrom,
         valid_until = :validUntil, area = :area, note = :note, revision = revision + 1
       where id = :id and revision = :revision returning id`,
      { ...input, id, revision },
    ).catch((error: { code?: string }) => {
      throw error.code === UNIQUE_VIOLATION ? E.E_SURVEY_EXISTS(input.title) : error
    })
    if (changed.length === 0) throw E.E_SURVEY_STALE()
    const { forms: _forms, ...said } = before
    await recordAuditEvent(trx, acting, {
      action: 'survey.save',
      subjectType: 'survey',
      subjectId: id,
      before: said,
      after: input,
    })
    return viewSurvey(trx, acting, id)
  })
}

/** An area one has no right in is as good as unknown; `2027` stands for all of its days. */
function checkInput(acting: Acting, { area, validFrom, validUntil }: SurveyInput): void {
  if (!hasArea(acting, area)) throw E.E_SURVEY_NOT_FOUND()
  const length = Math.min(validFrom.length, validUntil.length)
  if (length > 0 && validFrom.slice(0, length) > validUntil.slice(0, length)) throw E.E_SURVEY_VALIDITY()
}
