import type { ReviewLevel, SubmissionState } from '@weitong/designer/submission'
import { recordAuditEvent } from '#audit'
import { type HotClient, now, type Statement } from '#platform'
import type { PassedStep, Report } from './report.js'
import type { Person } from './submission_policy.js'

/** A transition of a submitted report: withdrawn, passed, returned, unlocked. */
export interface Move {
  readonly action: 'withdraw' | 'pass' | 'return' | 'unlock'
  /** Name of the act in the audit trail, e.g. `review.pass`. */
  readonly auditAs: string
  readonly to: SubmissionState
  readonly passed: readonly PassedStep[]
  readonly level: ReviewLevel | null
  readonly reason: string | null
  /** The cell a return points at. */
  readonly key: string | null
}

/** A withdrawn report was never submitted; of a returned one it stays known when and by whom it was. */
const MOVE: Statement = {
  name: 'report_move',
  text: `with moved as (
      update submissions set state = $2, passed = $3::jsonb, seen_at = case when $6 = 'pass' then seen_at end,
        submitted_at = case when $6 <> 'withdraw' then submitted_at end,
        submitted_by = case when $6 <> 'withdraw' then submitted_by end,
        overdue = overdue and $6 <> 'withdraw',
        return_reason = case when $6 in ('return', 'unlock') then $8 end,
        return_key = case when $6 = 'return' then $9 end
      where id = $1 returning id, org_path)
    insert into review_events (submission_id, org_path, at, account_id, action, level, reason, key)
    select id, org_path, $4, $5, $6, $7, $8, $9 from moved`,
}

/** Writes state, review event and audit event of a move; facts and locks are the caller's. */
export async function moveReport(
  client: HotClient,
  by: Person,
  { report, move }: { report: Report; move: Move },
): Promise<void> {
  const { action, to, passed, level, reason, key } = move
  const values = [
    report.submissionId,
    to,
    JSON.stringify(passed),
    now(),
    by.acting.account.id,
    action,
    level,
    reason,
    key,
  ]
  await client.query({ ...MOVE, values })
  await recordAuditEvent(client, by.acting, {
    action: move.auditAs,
    subjectType: 'submission',
    subjectId: report.submissionId ?? '',
    orgPath: report.orgPath,
    before: { state: report.state },
    after: { state: to, revision: report.revision, ...(level && { level }), ...(key && { key }) },
    reason,
  })
}
