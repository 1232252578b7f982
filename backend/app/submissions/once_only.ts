import { type Acting, hotQuery, type HotClient, now, type Trx } from '#platform'
import { E } from './errors.js'

/** What a request says about itself so that its repeat is known: the id, and what it is for. */
export interface Operation {
  readonly id: string
  /** The act and what it acts on: `submission.save:17`. */
  readonly kind: string
}

const READ = {
  name: 'operation_read',
  text: `select kind as "operationKind", account_id as "operationAccountId", reply as "operationReply" from operations where id = $1`,
}
const INSERT = {
  name: 'operation_insert',
  text: 'insert into operations (id, account_id, kind, reply, at) values ($1, $2, $3, $4, $5)',
}

interface Earlier {
  readonly operationKind: string | null
  readonly operationAccountId: string | null
  readonly operationReply: unknown
}

/** The reply of an operation id that was used before, undefined for a new one. Refuses an id used for something else. */
export function earlierReply<T>(acting: Acting, operation: Operation, found: Earlier): T | undefined {
  if (found.operationKind === null) return undefined
  if (found.operationKind !== operation.kind || found.operationAccountId !== acting.account.id) {
    throw E.E_OPERATION_REUSED()
  }
  return found.operationReply as T
}

/** Stores the reply in the transaction of the act: both are there or neither. */
export async function keepReply(
  client: HotClient,
  acting: Acting,
  operation: Operation & { reply: unknown },
): Promise<void> {
  const values = [operation.id, acting.account.id, operation.kind, JSON.stringify(operation.reply), now()]
  await client.query({ ...INSERT, values })
}

/**
 * Runs an act whose transaction stores its reply. Of two requests with one id at the same time the second fails, on the key of
 * `operations` or because the first has changed the state; it was rolled back, and gets the reply of the first.
 */
export async function onceOnly<T>(acting: Acting, operation: Operation, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    const [found] = await hotQuery<Earlier & Record<string, unknown>>(READ, [operation.id])
    const reply = found && earlierReply<T>(acting, operation, found)
    if (reply === undefined) throw error
    return reply
  }
}

/** A page repeats a request within minutes; one that was shut asks for the report anew. */
export async function removeOldReplies(trx: Trx): Promise<void> {
  await trx.rawQuery(`delete from operations where at < now() - interval '30 days'`)
}
