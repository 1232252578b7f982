import { type Acting, type HotClient, now, type Trx } from '#platform'

export interface AuditEvent {
  /** `submission.lock`: the name of the act everywhere. */
  readonly action: string
  readonly subjectType: string
  readonly subjectId: string
  readonly orgPath?: string | null
  readonly before?: unknown
  readonly after?: unknown
  readonly reason?: string | null
}

const INSERT = `insert into audit_events
  (at, account_id, account_name, action, subject_type, subject_id, org_path, before, after, reason, ip, request_id)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`
const LUCID_INSERT = INSERT.replaceAll(/\$\d+/g, '?')

/** Writes the event in the transaction of the act itself, Lucid's or the hot path's: both are there or neither. */
export async function recordAuditEvent(client: Trx | HotClient, acting: Acting, event: AuditEvent): Promise<void> {
  const values = valuesOf(acting, event)
  if ('rawQuery' in client) await client.rawQuery(LUCID_INSERT, values as never)
  else await client.query({ name: 'audit_insert', text: INSERT, values })
}

function valuesOf(acting: Acting, event: AuditEvent): unknown[] {
  return [
    now(),
    acting.account.id,
    acting.account.name,
    event.action,
    event.subjectType,
    event.subjectId,
    event.orgPath ?? null,
    event.before === undefined ? null : JSON.stringify(event.before),
    event.after === undefined ? null : JSON.stringify(event.after),
    event.reason ?? null,
    acting.ip,
    acting.requestId,
  ]
}
