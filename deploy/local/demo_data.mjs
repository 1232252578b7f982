import { withClient } from './database.mjs'

/** Comment on the database while demo data goes in: whoever finds it knows that the seed was killed. */
const SEEDING = 'weitong: demo data unfinished'

/**
 * Empties a database whose first seed was killed, so that it can be filled again. Nothing is lost: the platform has never
 * run on it.
 * @param {string} ownerUrl
 */
export async function discardUnfinished(ownerUrl) {
  await withClient(ownerUrl, async (client) => {
    const { rows } = await client.query(
      "select shobj_description(oid, 'pg_database') as comment from pg_database where datname = current_database()",
    )
    if (rows[0].comment === SEEDING) await client.query('drop owned by current_user cascade')
  })
}

/**
 * Fills a database that has no organisations yet.
 * @param {string} ownerUrl
 * @param {() => Promise<void>} seed
 * @returns {Promise<string | undefined>} a few words when there was nothing to do
 */
export function seedOnce(ownerUrl, seed) {
  return withClient(ownerUrl, async (client) => {
    const { rows } = await client.query(
      'select exists (select from organisations) as filled, current_database() as name',
    )
    if (rows[0].filled) return '已有数据'
    const database = client.escapeIdentifier(rows[0].name)
    await client.query(`comment on database ${database} is '${SEEDING}'`)
    await seed()
    await client.query(`comment on database ${database} is null`)
    return undefined
  })
}
