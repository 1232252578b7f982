import { type CollectionSummary, viewCollections } from '#collections'
import { type ExpiringForm, listExpiringForms } from '#forms'
import { actingFor, type LoadedSession, type Role } from '#identity'
import { type Acting, inTransaction, rows, type Trx } from '#platform'
import { type FillTask, listTasks } from '#submissions'
import { reviewedFor, WAITING, WAITS } from './list_obligations.js'

/** Contract `Home`: what waits for me. */
export interface Home {
  readonly tasks: readonly FillTask[]
  readonly tasksTotal: number
  readonly reviews: readonly {
    readonly collectionId: string
    readonly formTitle: string
    readonly periodLabel: string
    readonly due: string
    readonly waiting: number
    readonly progress: CollectionSummary['progress']
  }[]
  readonly collections: readonly CollectionSummary[]
  readonly expiring: readonly ExpiringForm[]
}

/** The desk shows the next few; the pages behind it show all. */
const TASKS_SHOWN = 8

/** Each part within the grants of its own role, so one person with two roles sees both parts rightly. */
export async function viewHome(acting: Acting, session: LoadedSession): Promise<Home> {
  const has = (role: Role): boolean => session.grants.some((grant) => grant.role === role)
  const as = (ability: 'task.list' | 'review.list' | 'collection.open' | 'form.list'): Acting =>
    actingFor(session, ability, acting)
  const tasks = has('filler') ? openTasks(await listTasks(as('task.list'))) : []
  return {
    tasks: tasks.slice(0, TASKS_SHOWN),
    tasksTotal: tasks.length,
    reviews: has('reviewer') ? await waitingReviews(as('review.list'), session) : [],
    collections: has('designer') ? await openCollections(as('collection.open')) : [],
    expiring: has('designer') ? await listExpiringForms(as('form.list')) : [],
  }
}

/** What still has to be done: in open collections, not yet handed in. 试填 is no duty. */
function openTasks(tasks: readonly FillTask[]): FillTask[] {
  return tasks.filter(
    ({ kind, collectionState, state }) =>
      kind !== 'trial' && collectionState === 'open' && ['empty', 'draft', 'checked', 'returned'].includes(state),
  )
}

function openCollections(acting: Acting): Promise<CollectionSummary[]> {
  return inTransaction(acting, (trx) => viewCollections(trx, acting, { state: 'open' }))
}

/** Collections in which a report waits for one of the actor's administrations, and open ones they watch. */
async function waitingReviews(acting: Acting, session: LoadedSession): Promise<Home['reviews']> {
  return inTransaction(acting, async (trx) => {
    const collections = await viewCollections(trx, acting, {})
    const waiting = await countWaiting(trx, acting, session)
    return collections
      .map((collection) => ({ ...collection, waiting: waiting.get(collection.id) ?? 0 }))
      .filter(({ state, waiting: count }) => state === 'open' || count > 0)
      .map(({ id, formTitle, periodLabel, due, waiting: count, progress }) => ({
        collectionId: id,
        formTitle,
        periodLabel,
        due,
        waiting: count,
        progress,
      }))
  })
}

async function countWaiting(trx: Trx, acting: Acting, session: LoadedSession): Promise<Map<string, number>> {
  const found = await rows<{ id: string; waiting: number }>(
    trx,
    `select o.collection_id as id, count(*)::int as waiting
     from submissions s join obligations o on o.id = s.obligation_id
     where s.state = any (:waiting) and o.org_path ^@ any (:scopes) and ${WAITS}
     group by o.collection_id`,
    { waiting: WAITING, mine: reviewedFor(session.grants), me: acting.account.id, scopes: acting.scopes },
  )
  return new Map(found.map(({ id, waiting }) => [id, waiting]))
}
