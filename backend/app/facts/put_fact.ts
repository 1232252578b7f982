import type { Template } from '@weitong/designer/template'
import type { HotClient, Statement } from '#platform'
import { type FactColumn, factColumns, factTable } from './fact_table.js'
import { FROZEN } from './frozen.js'
import { recordsStatement } from './put_records.js'

interface PutStatement extends Statement {
  readonly columns: readonly FactColumn[]
}

const statements = new Map<string, PutStatement>()

/** A published version as far as facts need it. */
export interface FactVersion {
  readonly id: string
  readonly template: Template
}

/**
 * Writes the row of a submission: its last submitted values under its state, and the records of a roster, which are taken from what the
 * submission has stored before. Called by every submit and by the rebuild, so facts are always a projection of submissions. Values are
 * canonical strings, null for blank.
 */
export async function putFact(
  client: HotClient,
  version: FactVersion,
  fact: {
    readonly submissionId: string
    readonly state: string
    readonly values: Readonly<Record<string, string | null>>
  },
): Promise<void> {
  const { columns, ...statement } = putStatement(version)
  const values = [fact.submissionId, version.id, fact.state, ...columns.map(({ key }) => fact.values[key] ?? null)]
  await Promise.all([client.query({ ...statement, values }), ...putRecords(client, version, fact.submissionId)])
}

function putRecords(client: HotClient, { id, template }: FactVersion, submissionId: string): Promise<unknown>[] {
  if (!template.roster) return []
  const clear = {
    name: `fact_rows_clear_${factTable(template.code)}`,
    text: `delete from fact_rows."${factTable(template.code)}" where submission_id = $1`,
  }
  const put = { name: `fact_rows_put_${id}`, text: recordsStatement(template, 'f.submission_id = $1') }
  return [clear, put].map((statement) => client.query({ ...statement, values: [submissionId] }))
}

/** Re-marks the row, and the records of a roster, after a transition; false when the submission has no row. */
export async function markFact(
  client: HotClient,
  { template }: FactVersion,
  mark: { submissionId: string; state: string },
): Promise<boolean> {
  const table = factTable(template.code)
  const update = (schema: 'facts' | 'fact_rows') =>
    client.query({
      name: `${schema}_mark_${table}`,
      text: `update ${schema}."${table}" set state = $2 where submission_id = $1`,
      values: [mark.submissionId, mark.state],
    })
  const [marked] = await Promise.all([update('facts'), ...(template.roster ? [update('fact_rows')] : [])])
  return (marked.rowCount ?? 0) > 0
}

/** Takes a returned, withdrawn or unlocked report out of every sum at once; its records go with it. */
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
      from submissions s join obligations o on o.id = s.obligation_id where s.id = $1 and s.trial_id is null
      on conflict (submission_id) do update set ${names
        .slice(1)
        .map((name) => `${name} = excluded.${name}`)
        .join(', ')}`,
    columns,
  }
  statements.set(version.id, made)
  return made
}
