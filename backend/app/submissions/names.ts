import type { HotClient } from '#platform'

const NAMES = { name: 'account_names', text: 'select * from account_names($1)' }

export interface AccountName {
  readonly id: string
  readonly name: string
  /** Unit of the account. */
  readonly organisation: string
}

/** Names of those who stand on a report, by account id; the platform itself has none. */
export async function namesOf(client: HotClient, ids: readonly string[]): Promise<Map<string, AccountName>> {
  if (ids.length === 0) return new Map()
  const { rows } = await client.query<AccountName>({ ...NAMES, values: [[...new Set(ids)]] })
  return new Map(rows.map((row) => [row.id, row]))
}
