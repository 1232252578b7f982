import { inTransaction, PLATFORM, rows, type Trx } from '#platform'
import { type AccountSeed, accounts } from './accounts.js'
import { loadCodeLists } from './code_lists.js'
import { insertRows } from './insert_rows.js'
import { institutions } from './institutions.js'
import { administrations, type OrganisationSeed } from './organisation_rows.js'

export interface Base {
  readonly organisations: readonly OrganisationSeed[]
  readonly accounts: readonly AccountSeed[]
}

/**
 * `used`: somebody could have signed in. `interrupted`: a seed that did not reach its last step, the accounts; nobody can have
 * worked with it, so it may be cleared.
 */
export function stateOfBase(): Promise<'empty' | 'interrupted' | 'used'> {
  return asOwner(async (trx) => {
    const [found] = await rows<{ accounts: boolean; organisations: boolean }>(
      trx,
      'select exists (select from accounts) as accounts, exists (select from organisations) as organisations',
    )
    if (found?.accounts) return 'used'
    return found?.organisations ? 'interrupted' : 'empty'
  })
}

/** Code lists and the tree of organisations; accounts are planned, and written by whoever finishes the seed. */
export function insertBase(target: number | null): Promise<Base & { lists: number }> {
  const tree = administrations()
  const organisations = [...tree, ...institutions(tree, target)]
  return asOwner(async (trx) => {
    const lists = await loadCodeLists(trx)
    await insertRows(trx, 'organisations', organisations)
    await trx.rawQuery(
      `select setval(pg_get_serial_sequence('organisations', 'id'), (select max(id) from organisations))`,
    )
    return { organisations, accounts: accounts(organisations), lists }
  })
}

/** Empties every table and drops the fact tables. Only for a base nobody can have used. */
export function clearBase(): Promise<void> {
  return asOwner(async (trx) => {
    const tables = await rows<{ name: string }>(
      trx,
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname = 'public' and tablename not like 'adonis_schema%'`,
    )
    await trx.rawQuery(`truncate ${tables.map(({ name }) => name).join(', ')} restart identity cascade`)
    const facts = await rows<{ name: string }>(
      trx,
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'facts'`,
    )
    for (const { name } of facts) await trx.rawQuery(`drop table ${name}`)
  })
}

/** The owner's connection under the platform's context: seeding sets sequences and empties tables. */
export function asOwner<T>(work: (trx: Trx) => Promise<T>): Promise<T> {
  return inTransaction(PLATFORM, work, 'owner')
}
