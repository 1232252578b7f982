import { recordAuditEvent } from '#audit'
import { loadVersion, type PublishedVersion } from '#forms'
import { inHotTransaction, inTransaction, now, rows, type Acting, type Trx } from '#platform'
import { checkMayFillTrial, checkMayRead, type Person, readReport } from '#submissions'
import { E } from './errors.js'

/** Contract `TrialComment`. */
export interface TrialComment {
  readonly id: string
  readonly obligationId: string
  readonly organisation: string
  /** null: about the whole form. */
  readonly cellId: string | null
  /** Address and name of the cell when it was said: `D6 诊疗人次`. */
  readonly place: string
  readonly text: string
  readonly by: string
  readonly phone: string
  readonly at: Date
  readonly settledAt: Date | null
  readonly settledBy: string | null
}

/** What was said in a trial, or about one report of it, in the order of the form's cells and then of time. */
export function listComments(
  trx: Trx,
  of: { readonly trialId: string } | { readonly obligationId: string },
): Promise<TrialComment[]> {
  const [column, id] = 'trialId' in of ? ['trial_id', of.trialId] : ['obligation_id', of.obligationId]
  return rows<TrialComment>(
    trx,
    `select m.id, m.obligation_id as "obligationId", o.name as organisation, m.cell_id as "cellId", m.place, m.text,
       coalesce(n.name, '') as by, coalesce(a.phone, '') as phone, m.at, m.settled_at as "settledAt", s.name as "settledBy"
     from trial_comments m join obligations o on o.id = m.obligation_id
       left join lateral account_names(array[m.account_id]) n on true left join accounts a on a.id = m.account_id
       left join lateral account_names(array[m.settled_by]) s on m.settled_by is not null
     where m.${column} = :id order by m.id`,
    { id },
  )
}

/** What has been said about one's own report. */
export function listReportComments(by: Person, obligationId: string): Promise<TrialComment[]> {
  return inTransaction(by.acting, (trx) => listComments(trx, { obligationId }))
}

/** Says something about a cell, or about the whole form, to whoever designs it. Refuses reports that are no trial. */
export async function addComment(
  by: Person,
  input: { obligationId: string; cellId: string | null; text: string },
): Promise<TrialComment[]> {
  const { obligationId, cellId, text } = input
  const report = await inHotTransaction(by.acting, (client) => readReport(client, by.acting, { obligationId }))
  checkMayRead(by, report)
  const { trialId } = report
  if (trialId === null) throw E.E_TRIAL_NO_TRIAL()
  checkMayFillTrial(by, report)
  const place = placeOf(await loadVersion(report.formVersionId), cellId)
  return inTransaction(by.acting, async (trx) => {
    const row = { trialId, obligationId, orgPath: report.orgPath, cellId, place, text }
    const [added] = await rows<{ id: string }>(
      trx,
      `insert into trial_comments (trial_id, obligation_id, org_path, cell_id, place, text, account_id, at)
       values (:trialId, :obligationId, :orgPath, :cellId, :place, :text, :by, :at) returning id`,
      { ...row, by: by.acting.account.id, at: now() },
    )
    await recordAuditEvent(trx, by.acting, {
      action: 'trial.comment',
      subjectType: 'trial_comment',
      subjectId: added?.id ?? '',
      orgPath: report.orgPath,
      after: { trialId, obligationId, cellId, text },
    })
    return listComments(trx, { obligationId })
  })
}

function placeOf({ compiled, template }: PublishedVersion, cellId: string | null): string {
  if (cellId === null) return '整张表'
  const cell = compiled.layout.cellsById.get(cellId)
  if (!cell) throw E.E_TRIAL_CELL()
  const name = template.indicators.find(({ code }) => code === cell.binding?.indicator)?.name ?? cell.text
  return `${compiled.layout.addressOf(cell)} ${name}`.trim()
}

/** Marks a comment as dealt with, or as open again. */
export function settleComment(
  acting: Acting,
  { trialId, id, settled }: { trialId: string; id: string; settled: boolean },
): Promise<TrialComment[]> {
  return inTransaction({ ...acting, trials: `trial ${trialId}` }, async (trx) => {
    const changed = await rows(
      trx,
      `update trial_comments set settled_at = :at, settled_by = :by where id = :id and trial_id = :trialId returning id`,
      { id, trialId, at: settled ? now() : null, by: settled ? acting.account.id : null },
    )
    if (changed.length === 0) throw E.E_TRIAL_COMMENT_NOT_FOUND()
    await recordAuditEvent(trx, acting, {
      action: 'trial.settle',
      subjectType: 'trial_comment',
      subjectId: id,
      after: { settled },
    })
    return listComments(trx, { trialId })
  })
}
