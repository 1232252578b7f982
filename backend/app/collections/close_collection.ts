import { recordAuditEvent } from '#audit'
import { type Acting, inTransaction, rows, type Trx } from '#platform'
import { E } from './errors.js'
import { type CollectionSummary, viewCollection } from './view_collections.js'

/** After this a report of the collection can be neither saved nor submitted; reviewing goes on. */
export function closeCollection(acting: Acting, input: { id: string; reason: string }): Promise<CollectionSummary> {
  return inTransaction(acting, async (trx) => {
    if ((await lockState(trx, input.id)) !== 'open') throw E.E_COLLECTION_NOT_OPEN()
    await trx.from('collections').where('id', input.id).update({ state: 'closed' })
    await recordAuditEvent(trx, acting, {
      action: 'collection.close',
      subjectType: 'collection',
      subjectId: input.id,
      reason: input.reason,
    })
    return viewCollection(trx, acting, input.id)
  })
}

/** Opens a closed collection again with a new last day for facilities; days of the levels above move along if they must. */
export function reopenCollection(
  acting: Acting,
  input: { id: string; reason: string; due: string },
): Promise<CollectionSummary> {
  return inTransaction(acting, async (trx) => {
    if ((await lockState(trx, input.id)) !== 'closed') throw E.E_COLLECTION_NOT_CLOSED()
    await trx.rawQuery(
      `update collections set state = 'open', due = :due, due_time = null, due_county = greatest(due_county, :due::date),
         due_city = greatest(due_city, :due::date), due_province = greatest(due_province, :due::date) where id = :id`,
      { id: input.id, due: input.due } as never,
    )
    await recordAuditEvent(trx, acting, {
      action: 'collection.reopen',
      subjectType: 'collection',
      subjectId: input.id,
      after: { due: input.due },
      reason: input.reason,
    })
    return viewCollection(trx, acting, input.id)
  })
}

async function lockState(trx: Trx, id: string): Promise<'open' | 'closed'> {
  const [row] = await rows<{ state: 'open' | 'closed' }>(
    trx,
    'select state from collections where id = :id for update',
    { id },
  )
  if (!row) throw E.E_COLLECTION_NOT_FOUND()
  return row.state
}
