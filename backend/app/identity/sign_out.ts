import { recordAuditEvent } from '#audit'
import { type Acting, inTransaction } from '#platform'

/** The session row itself is removed by `closeSession`; what stays is the event. */
export function recordSignOut(acting: Acting): Promise<void> {
  return inTransaction(acting, (trx) =>
    recordAuditEvent(trx, acting, { action: 'session.delete', subjectType: 'account', subjectId: acting.account.id }),
  )
}
