import { Period } from '@weitong/designer/period'
import type { ReviewProcess } from '@weitong/designer/submission'
import { type Question, quickTemplate, type Template, YES_NO } from '@weitong/designer/template'
import { recordAuditEvent } from '#audit'
import { chooseUnits, insertCollection, type UnitChoice } from '#collections'
import { publishNewForm } from '#forms'
import { insertCodeLists, insertIndicator } from '#indicators'
import { type Acting, inTransaction, now, rows, today, type Trx } from '#platform'
import { findOrganisations } from '#organisations'
import { quickSurveyGroup } from '#surveys'
import { dueAfter } from './due_after.js'
import { E } from './errors.js'
import { type QuickSurvey, viewQuickSurvey } from './view_quick_surveys.js'

export interface QuickSurveyInput {
  readonly title: string
  readonly questions: readonly Question[]
  readonly choice: UnitChoice
  /** From now until the answers are late. */
  readonly hours: number
  readonly process: ReviewProcess
  /** 批准文号 or what it is based on; '' where there is none. */
  readonly basis: string
}

/** Business area the quick surveys of the platform belong to. */
const AREA = 'statistics'

/**
 * From questions to a link in one transaction: indicators in the quick-survey namespace, a form of their own, published, its 报送任务
 * with an obligation for every chosen unit, one event. From then on it is a collection like any other.
 */
export function openQuickSurvey(acting: Acting, input: QuickSurveyInput): Promise<QuickSurvey> {
  checkQuestions(input.questions)
  return inTransaction(acting, async (trx) => {
    const units = await chooseUnits(trx, acting, { choice: input.choice, process: input.process })
    if (units.length === 0) throw E.E_QUICK_SURVEY_NOBODY()
    const due = dueAfter(now(), input)
    const template = await drawForm(trx, acting, { ...input, validUntil: due.due })
    await insertDictionary(trx, acting, template)
    const surveyId = await quickSurveyGroup(trx, AREA)
    const version = await publishNewForm(trx, acting, { template, surveyId })
    const id = await insertCollection(trx, acting, {
      version,
      period: Period.of('month', today()),
      kind: 'quick',
      process: input.process,
      ...due,
      units,
    })
    await recordAuditEvent(trx, acting, {
      action: 'quick_survey.open',
      subjectType: 'collection',
      subjectId: id,
      after: { ...input, form: template.code, formVersionId: version.id, ...due, obligations: units.length },
    })
    return viewQuickSurvey(trx, acting, id)
  })
}

function checkQuestions(questions: readonly Question[]): void {
  const wrong = questions.findIndex(({ type, choices }) => type === 'choice' && choices.length < 2)
  if (wrong >= 0) throw E.E_QUICK_SURVEY_CHOICES(wrong + 1)
}

async function drawForm(
  trx: Trx,
  acting: Acting,
  { title, questions, basis, validUntil }: QuickSurveyInput & { validUntil: string },
): Promise<Template> {
  const [next] = await rows<{ number: string }>(trx, `select nextval('quick_survey_number') as number`)
  const unit = (await findOrganisations(trx, [acting.account.organisationId])).get(acting.account.organisationId)
  return quickTemplate({
    code: `QS-${next?.number ?? ''}`,
    title,
    maker: unit?.name ?? '',
    basis: basis || '应急快速调查（无文号）',
    validUntil,
    area: AREA,
    questions,
  })
}

/** Lists and indicators the questions bring; the list of yes and no is there already. */
async function insertDictionary(trx: Trx, acting: Acting, { codeLists, indicators }: Template): Promise<void> {
  const lists = codeLists
    .filter(({ code }) => code !== YES_NO)
    .map(({ items, ...list }) => ({ ...list, items: items.map((item) => ({ ...item, parent: null })) }))
  await insertCodeLists(trx, lists, '应急快速调查的选项')
  for (const indicator of indicators) await insertIndicator(trx, acting, indicator)
}
