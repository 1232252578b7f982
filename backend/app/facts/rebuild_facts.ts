import { rows, type Trx } from '#platform'
import { defineFacts, factColumns, factTable } from './fact_table.js'
import { FROZEN } from './frozen.js'
import type { FactVersion } from './put_fact.js'
import { recordsStatement } from './put_records.js'

/** A form with its published versions, oldest first. */
export interface RebuiltForm {
  readonly code: string
  readonly versions: readonly FactVersion[]
}

export interface RebuiltRows {
  /** Reports. */
  readonly rows: number
  /** Records of rosters. */
  readonly records: number
}

/**
 * Drops the fact tables of a form and makes them again: columns from its published versions, rows from the submissions in one of
 * the given states. Needs the owner's connection under the platform's context.
 */
export async function rebuildFacts(trx: Trx, form: RebuiltForm, states: readonly string[]): Promise<RebuiltRows> {
  const table = factTable(form.code)
  await trx.rawQuery(`drop table if exists fact_rows."${table}", facts."${table}"`)
  const count = { rows: 0, records: 0 }
  for (const version of form.versions) {
    await defineFacts(
      { query: (sql: string, values: unknown[]) => rows(trx, sql.replaceAll(/\$\d/g, '?'), values) },
      version.template,
    )
  }
  for (const version of form.versions) {
    count.rows += await putAll(trx, version, states)
    if (version.template.roster) count.records += await putAllRecords(trx, version)
  }
  return count
}

async function putAllRecords(trx: Trx, { id, template }: FactVersion): Promise<number> {
  const put = await rows(trx, `${recordsStatement(template, 'f.form_version_id = :id')} returning submission_id`, {
    id,
  })
  return put.length
}

/** The rows of one version in one statement: the same columns and sources as `putFact` writes one by one. */
async function putAll(trx: Trx, version: FactVersion, states: readonly string[]): Promise<number> {
  const columns = factColumns(version.template)
  const own = ['submission_id', 'form_version_id', 'period', 'organisation_id', 'org_path', ...FROZEN, 'state']
  const source = ['s.id', 's.form_version_id', 's.period', 's.organisation_id', 's.org_path']
  const values = columns.map(({ key, type }) => `(s.submitted->>'${key}')::${type}`)
  const put = await rows(
    trx,
    `insert into facts."${factTable(version.template.code)}" (${[...own, ...columns.map(({ name }) => `"${name}"`)].join(', ')})
     select ${[...source, ...FROZEN.map((name) => `o.${name}`), 's.state', ...values].join(', ')}
     from submissions s join obligations o on o.id = s.obligation_id
     where s.trial_id is null and s.form_version_id = :version and s.state = any (:states) returning submission_id`,
    { version: version.id, states: [...states] },
  )
  return put.length
}
