import { type Acting, inTransaction, rows } from '#platform'
import { recordAuditEvent } from './record_audit_event.js'

export interface AuditQuery {
  /** Days in Shanghai, both included. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  /** Part of the acting person's name. */
  readonly person?: string | undefined
  /** Beginning of the act: `session.`, `grant.give`. */
  readonly action?: string | undefined
  readonly subjectType?: string | undefined
  readonly subjectId?: string | undefined
  readonly ip?: string | undefined
  readonly page?: number | undefined
}

/** Contract `AuditEntry`. */
export interface AuditEntry {
  readonly id: string
  readonly at: Date
  readonly accountId: string | null
  readonly person: string
  readonly login: string | null
  readonly action: string
  readonly subjectType: string
  readonly subjectId: string
  readonly before: unknown
  readonly after: unknown
  readonly reason: string | null
  readonly ip: string | null
}

const SIZE = 50

const WHERE = `(:from::date is null or e.at >= :from::date::timestamp at time zone 'Asia/Shanghai')
  and (:to::date is null or e.at < (:to::date + 1)::timestamp at time zone 'Asia/Shanghai')
  and (:person::text is null or e.account_name like :person) and (:action::text is null or e.action ^@ :action)
  and (:subjectType::text is null or e.subject_type = :subjectType) and (:subjectId::text is null or e.subject_id = :subjectId)
  and (:ip::text is null or e.ip = :ip)`

/** Events by what is asked, newest first; the search is an event itself. */
export function findAuditEvents(acting: Acting, query: AuditQuery): Promise<{ rows: AuditEntry[]; total: number }> {
  const { from, to, person, action, subjectType, subjectId, ip, page = 1 } = query
  const values = {
    from: from ?? null,
    to: to ?? null,
    person: person ? `%${person.replaceAll(/[\\%_]/g, '\\$&')}%` : null,
    action: action ?? null,
    subjectType: subjectType ?? null,
    subjectId: subjectId ?? null,
    ip: ip ?? null,
    size: SIZE,
    skip: (page - 1) * SIZE,
  }
  return inTransaction(acting, async (trx) => {
    const found = await rows<AuditEntry>(
      trx,
      `select e.id, e.at, e.account_id as "accountId", e.account_name as person, a.login, e.action, e.subject_type as "subjectType",
         e.subject_id as "subjectId", e.before, e.after, e.reason, e.ip
       from audit_events e left join accounts a on a.id = e.account_id
       where ${WHERE} order by e.id desc limit :size offset :skip`,
      values,
    )
    const [count] = await rows<{ total: number }>(
      trx,
      `select count(*)::int as total from audit_events e where ${WHERE}`,
      values,
    )
    const asked = { subjectType: 'audit', subjectId: 'search', after: query }
    await recordAuditEvent(trx, acting, { action: 'audit.search', ...asked })
    return { rows: found, total: count?.total ?? 0 }
  })
}
