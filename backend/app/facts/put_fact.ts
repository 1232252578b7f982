import type { Template } from '@weitong/designer/template'
import type { HotClient, Statement } from '#platform'
import { type FactColumn, factColumns, factTable } from './fact_table.js'

/** Attributes that come from the obligation: frozen when the collection was opened. */
export const FROZEN = [
  'division_code',
  'city_code',
  'county_code',
  'category',
  'economic_type',
  'ownership',
  'hospital_level',
  'hospital_grade',
  'host',
  'affiliation',
] as const

interface PutStatement extends Statement {
  readonly columns: readonly FactColumn[]
}

const statements = new Map<string, PutStatement>()

/**
 * Writes the row of a submission: its last submitted values under its state. Called by every submit and by the rebuild,
 * so facts are always a projection of submissions. Values are canonical strings, null for blank.
 */
export async function putFact(
  client: HotClient,
  version: { readonly id: string; readonly template: Template },
  fact: {
    readonly submissionId: string
    readonly state: string
    readonly values: Readonly<Record<string, string | null>>
  },
): Promise<void> {
  // The records of a roster stand in no row of one unit and period.
  if (version.template.roster) return
  const { columns, ...statement } = putStatement(version)
  const values = [fact.submissionId, version.id, fact.state, ...columns.map(({ key }) => fact.values[key] ?? null)]
  await client.query({ ...statement, values })
}

/** Re-marks the row after a transition; false when the submission has no row (it was never submitted, or was returned). */
export async function markFact(
  client: HotClient,
  formCode: string,
  mark: { submissionId: string; state: string },
): Promise<boolean> {
  const table = factTable(formCode)
  const result = await client.query({
    name: `fact_mark_${table}`,
    text: `update facts."${table}" set state = $2 where submission_id = $1`,
    values: [mark.submissionId, mark.state],
  })
  return (result.rowCount ?? 0) > 0
}

/** Takes a returned, withdrawn or unlocked report out of every sum at once. */
export async function removeFact(client: HotClient, formCode: string, submissionId: string): Promise<void> {
  const table = factTable(formCode)
  await client.query({
    name: `fact_remove_${table}`,
    text: `delete from facts."${table}" where submission_id = $1`,
    values: [submissionId],
  })
}

/** Names are built from checked codes only (database constraints on form and indicator codes), never from input. */
function putStatement(version: { readonly id: string; readonly template: Template }): PutStatement {
  const known = statements.get(version.id)
  if (known) return known
  const table = factTable(version.template.code)
  const columns = factColumns(version.template)
  const own = ['submission_id', 'form_version_id', 'period', 'organisation_id', 'org_path', ...FROZEN, 'state']
  const names = [...own, ...columns.map(({ name }) => name)].map((name) => `"${name}"`)
  const parameters = columns.map(({ type }, at) => `$${at + 4}::${type}`)
  const source = [
    's.id',
    '$2::bigint',
    's.period',
    's.organisation_id',
    's.org_path',
    ...FROZEN.map((name) => `o.${name}`),
    '$3',
  ]
  const made: PutStatement = {
    name: `fact_put_${version.id}`,
    text: `insert into facts."${table}" (${names.join(', ')})
      select ${[...source, ...parameters].join(', ')}
      from submissions s join obligations o on o.id = s.obligation_id where s.id = $1
      on conflict (submission_id) do update set ${names
        .slice(1)
        .map((name) => `${name} = excluded.${name}`)
        .join(', ')}`,
    columns,
  }
  statements.set(version.id, made)
  return made
}
