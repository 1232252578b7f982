import { Period } from '@weitong/designer/period'
import { recordAuditEvent } from '#audit'
import { type Acting, inTransaction, now, Refusal, rows, type Trx } from '#platform'
import { E } from './errors.js'
import { checkArea, findVersion, holdOwnVersion, viewDraft } from './form_draft.js'
import { listForms } from './list_forms.js'

/** A version that no 报送任务 may begin with any more. Refused while one is open with it; what was reported stays. */
export function retireVersion(acting: Acting, input: { id: string; reason: string }): Promise<unknown> {
  return setState(acting, input, { from: 'published', to: 'retired', action: 'form_version.retire' })
}

/** The way back. */
export function reinstateVersion(acting: Acting, input: { id: string; reason: string }): Promise<unknown> {
  return setState(acting, input, { from: 'retired', to: 'published', action: 'form_version.reinstate' })
}

interface Step {
  readonly from: 'published' | 'retired'
  readonly to: 'published' | 'retired'
  readonly action: string
}

function setState(acting: Acting, input: { id: string; reason: string }, step: Step): Promise<unknown> {
  return inTransaction(acting, async (trx) => {
    const version = await holdOwnVersion(trx, acting, input.id)
    if (version.state !== step.from) throw E.E_FORM_VERSION_STATE()
    if (step.to === 'retired') await checkUnused(trx, 'c.form_version_id = :id', version.id)
    await trx.from('form_versions').where('id', version.id).update({ state: step.to })
    await recordAuditEvent(trx, acting, {
      action: step.action,
      subjectType: 'form_version',
      subjectId: version.id,
      before: { state: step.from },
      after: { state: step.to, form: version.formCode, number: version.number },
      reason: input.reason,
    })
    return viewDraft(trx, acting, await findVersion(trx, version.id))
  })
}

/** A form that is collected no more: no new versions, no new 报送任务. Refused while one is open. Contract `FormSummary[]`. */
export async function retireForm(acting: Acting, input: { id: string; reason: string }): Promise<unknown[]> {
  await setRetired(acting, input, true)
  return listForms(acting)
}

export async function reinstateForm(acting: Acting, input: { id: string; reason: string }): Promise<unknown[]> {
  await setRetired(acting, input, false)
  return listForms(acting)
}

function setRetired(acting: Acting, input: { id: string; reason: string }, retired: boolean): Promise<void> {
  return inTransaction(acting, async (trx) => {
    const [form] = await rows<{ area: string; retiredAt: Date | null }>(
      trx,
      'select area, retired_at as "retiredAt" from forms where id = :id for update',
      { id: input.id },
    )
    if (!form) throw E.E_FORM_NOT_FOUND()
    checkArea(acting, form.area)
    if ((form.retiredAt !== null) === retired) throw E.E_FORM_STATE()
    if (retired) await checkUnused(trx, 'c.form_id = :id', input.id)
    await trx
      .from('forms')
      .where('id', input.id)
      .update({ retired_at: retired ? now() : null })
    await recordAuditEvent(trx, acting, {
      action: retired ? 'form.retire' : 'form.reinstate',
      subjectType: 'form',
      subjectId: input.id,
      reason: input.reason,
    })
  })
}

/** Refuses with every open 报送任务 that hinders it. */
async function checkUnused(trx: Trx, condition: string, id: string): Promise<void> {
  const open = await rows<{ period: string }>(
    trx,
    `select c.period from collections c where ${condition} and c.state = 'open' order by c.period`,
    { id },
  )
  if (open.length === 0) return
  const labels = open.map(({ period }) => Period.parse(period).label)
  throw new Refusal('E_FORM_IN_USE', 409, {
    message: `还有 ${open.length} 个报送任务正在进行（${labels.join('、')}），请先关闭，或把它们换到别的版本，再停用。`,
    errors: labels.map((where) => ({ code: 'E_COLLECTION_OPEN', message: '报送任务正在进行。', where })),
  })
}

/** 生效期间 in months, both ends included; null is open. Asked whenever a 报送任务 is opened or moved to the version. */
export function setEffective(
  acting: Acting,
  input: { id: string; from: string | null; to: string | null },
): Promise<unknown> {
  return inTransaction(acting, async (trx) => {
    const version = await holdOwnVersion(trx, acting, input.id)
    const { from, to } = input
    if (from !== null && to !== null && from > to) throw E.E_FORM_EFFECTIVE_ORDER()
    await trx.from('form_versions').where('id', version.id).update({ effective_from: from, effective_to: to })
    await recordAuditEvent(trx, acting, {
      action: 'form_version.effective',
      subjectType: 'form_version',
      subjectId: version.id,
      before: { from: version.effectiveFrom, to: version.effectiveTo },
      after: { from, to },
    })
    return viewDraft(trx, acting, await findVersion(trx, version.id))
  })
}
