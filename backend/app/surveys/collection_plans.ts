import { recordAuditEvent } from '#audit'
import { type Acting, inTransaction, now, rows, type Trx } from '#platform'
import { E } from './errors.js'

/** Contract `CollectionPlan`: `step` is what is to be done next. */
export interface CollectionPlan {
  readonly id: string
  readonly surveyId: string | null
  readonly surveyTitle: string | null
  readonly formId: string | null
  readonly formTitle: string | null
  readonly newestVersionId: string | null
  readonly publishedVersionId: string | null
  readonly savedAt: Date
  readonly step: 'survey' | 'form' | 'design' | 'open'
}

/** A plan is over when its form has a 报送任务 that was opened after it began. */
const PLANS = `select p.id, s.id as "surveyId", s.title as "surveyTitle", f.id as "formId", f.title as "formTitle",
    n.id as "newestVersionId", u.id as "publishedVersionId", p.saved_at as "savedAt",
    case when s.id is null then 'survey' when f.id is null then 'form' when u.id is null then 'design' else 'open' end as step
  from collection_plans p left join surveys s on s.id = p.survey_id left join forms f on f.id = p.form_id
    left join lateral (select id from form_versions where form_id = f.id order by number desc limit 1) n on true
    left join lateral (select id from form_versions where form_id = f.id and state = 'published'
      order by number desc limit 1) u on true
  where (:id::bigint is null or p.id = :id)
    and not exists (select from collections c where c.form_id = p.form_id and c.kind = 'regular' and c.opened_at > p.begun_at)
  order by p.saved_at desc`

/** One's own plans that have not led to a 报送任务 yet. */
export function listPlans(acting: Acting): Promise<CollectionPlan[]> {
  return inTransaction(acting, (trx) => rows<CollectionPlan>(trx, PLANS, { id: null }))
}

export function beginPlan(acting: Acting): Promise<CollectionPlan> {
  return inTransaction(acting, async (trx) => {
    const [plan] = await rows<{ id: string }>(
      trx,
      'insert into collection_plans (account_id, begun_at, saved_at) values (:by, :at, :at) returning id',
      { by: acting.account.id, at: now() },
    )
    return noted(trx, acting, { action: 'collection_plan.begin', id: plan?.id ?? '' })
  })
}

/** Notes what was decided; the survey and the form were made by acts of their own. */
export function savePlan(
  acting: Acting,
  { id, surveyId, formId }: { id: string; surveyId: string | null; formId: string | null },
): Promise<CollectionPlan> {
  return inTransaction(acting, async (trx) => {
    await viewPlan(trx, id)
    const [known] = await rows<{ survey: boolean; form: boolean }>(
      trx,
      `select :surveyId::bigint is null or exists (select from surveys where id = :surveyId and kind = 'regular') as survey,
         :formId::bigint is null or exists (select from forms where id = :formId) as form`,
      { surveyId, formId },
    )
    if (!known?.survey) throw E.E_SURVEY_NOT_FOUND()
    if (!known.form) throw E.E_FORM_NOT_FOUND()
    const change = { survey_id: surveyId, form_id: formId, saved_at: now() }
    await trx.from('collection_plans').where('id', id).update(change)
    return noted(trx, acting, { action: 'collection_plan.save', id, after: { surveyId, formId } })
  })
}

export function dropPlan(acting: Acting, id: string): Promise<void> {
  return inTransaction(acting, async (trx) => {
    await viewPlan(trx, id)
    await trx.from('collection_plans').where('id', id).delete()
    await recordAuditEvent(trx, acting, {
      action: 'collection_plan.drop',
      subjectType: 'collection_plan',
      subjectId: id,
    })
  })
}

async function viewPlan(trx: Trx, id: string): Promise<CollectionPlan> {
  const [plan] = await rows<CollectionPlan>(trx, PLANS, { id })
  if (!plan) throw E.E_COLLECTION_PLAN_NOT_FOUND()
  return plan
}

async function noted(
  trx: Trx,
  acting: Acting,
  { action, id, after }: { action: string; id: string; after?: object },
): Promise<CollectionPlan> {
  await recordAuditEvent(trx, acting, { action, subjectType: 'collection_plan', subjectId: id, after })
  return viewPlan(trx, id)
}
