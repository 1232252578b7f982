import { Period } from '@weitong/designer/period'
import { recordAuditEvent } from '#audit'
import { checkUsable, findVersion } from '#forms'
import { type Acting, enqueueJob, inTransaction, now, rows, type Trx } from '#platform'
import { E } from './errors.js'
import { findSwitch, type VersionSwitch } from './find_switch.js'

export const TRY_SWITCH_JOB = 'switch-try'
export const RUN_SWITCH_JOB = 'switch-run'

/** Asks what would happen to every report if the collection went over to a version: a job, which changes no report. */
export function requestTrial(
  acting: Acting,
  input: { collectionId: string; formVersionId: string },
): Promise<VersionSwitch> {
  return inTransaction(acting, async (trx) => {
    const collection = await holdCollection(trx, acting, input.collectionId)
    const version = await findVersion(trx, input.formVersionId)
    if (version.formId !== collection.formId || version.state === 'draft') throw E.E_SWITCH_VERSION()
    if (version.id === collection.formVersionId && !(await hasLeftBehind(trx, input.collectionId))) {
      throw E.E_SWITCH_VERSION()
    }
    await checkUsable(trx, version.id, Period.parse(collection.period))
    const [made] = await rows<{ id: string }>(
      trx,
      `insert into version_switches (collection_id, from_version_id, to_version_id, state, made_at, made_by)
       values (:collectionId, :from, :to, 'trying', :at, :by) returning id`,
      {
        collectionId: input.collectionId,
        from: collection.formVersionId,
        to: version.id,
        at: now(),
        by: acting.account.id,
      },
    )
    const id = made?.id ?? ''
    const title = `${collection.title} ${Period.parse(collection.period).label} 换版试算`
    await startJob(trx, acting, { id, kind: TRY_SWITCH_JOB, title })
    await recordAuditEvent(trx, acting, {
      action: 'collection.switch_try',
      subjectType: 'collection',
      subjectId: input.collectionId,
      after: { switch: id, from: collection.formVersionId, to: version.id },
    })
    return findSwitch(trx, acting, id)
  })
}

/** Carries a tried switch out, as a job. `returns`: submitted reports that must be looked at again go back to their units. */
export function requestSwitch(
  acting: Acting,
  input: { id: string; returns: boolean; reason: string },
): Promise<VersionSwitch> {
  return inTransaction(acting, async (trx) => {
    const found = await findSwitch(trx, acting, input.id)
    const collection = await holdCollection(trx, acting, found.collectionId)
    if (found.state !== 'tried') throw E.E_SWITCH_NOT_TRIED()
    if (found.from.versionId !== collection.formVersionId) throw E.E_SWITCH_OUTDATED()
    await checkUsable(trx, found.to.versionId, Period.parse(collection.period))
    await rows(
      trx,
      `update version_switches set state = 'running', returns = :returns, reason = :reason where id = :id`,
      input,
    )
    const title = `${collection.title} ${Period.parse(collection.period).label} 换版`
    await startJob(trx, acting, { id: input.id, kind: RUN_SWITCH_JOB, title })
    return findSwitch(trx, acting, input.id)
  })
}

interface HeldCollection {
  readonly formId: string
  readonly formVersionId: string
  readonly period: string
  readonly title: string
}

/** An open collection of one's areas, held; by somebody whose subtrees hold everybody who could owe a report. One switch at a time. */
async function holdCollection(trx: Trx, acting: Acting, id: string): Promise<HeldCollection> {
  const [collection] = await rows<HeldCollection & { state: string }>(
    trx,
    `select c.form_id as "formId", c.form_version_id as "formVersionId", c.period, c.state, f.title
     from collections c join forms f on f.id = c.form_id
     where c.id = :id and c.kind = 'regular' and ('*' = any (:areas) or f.area = any (:areas)) for no key update of c`,
    { id, areas: acting.areas },
  )
  if (!collection) throw E.E_SWITCH_NOT_FOUND()
  if (collection.state !== 'open') throw E.E_SWITCH_COLLECTION_CLOSED()
  const outside = await rows(
    trx,
    'select from organisations where parent_id is null and not path ^@ any (:scopes) limit 1',
    { scopes: acting.scopes },
  )
  if (outside.length > 0) throw E.E_SWITCH_SCOPE()
  const busy = await rows(
    trx,
    `select from version_switches w join jobs j on j.id = w.job_id
     where w.collection_id = :id and w.state in ('trying', 'running') and j.state in ('waiting', 'running')`,
    { id },
  )
  if (busy.length > 0) throw E.E_SWITCH_BUSY()
  return collection
}

/** Reports that an earlier switch to the same version has left on the old one. */
async function hasLeftBehind(trx: Trx, collectionId: string): Promise<boolean> {
  const found = await rows(
    trx,
    `select from submissions s join obligations o on o.id = s.obligation_id join collections c on c.id = o.collection_id
     where c.id = :collectionId and s.form_version_id <> c.form_version_id limit 1`,
    { collectionId },
  )
  return found.length > 0
}

async function startJob(trx: Trx, acting: Acting, job: { id: string; kind: string; title: string }): Promise<void> {
  const { id } = await enqueueJob(trx, acting, { kind: job.kind, title: job.title, params: { id: job.id } })
  await rows(trx, 'update version_switches set job_id = :job where id = :id', { id: job.id, job: id })
}
