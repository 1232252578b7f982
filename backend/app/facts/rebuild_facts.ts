import type { Template } from '@weitong/designer/template'
import { rows, type Trx } from '#platform'
import { defineFacts, factColumns, factTable } from './fact_table.js'
import { FROZEN } from './put_fact.js'

/** A form with its published versions, oldest first. */
export interface RebuiltForm {
  readonly code: string
  readonly versions: readonly { readonly id: string; readonly template: Template }[]
}

/**
 * Drops the fact table of a form and makes it again: columns from its published versions, rows from the submissions in one of
 * the given states. Needs the owner's connection under the platform's context. Returns the number of rows.
 */
export async function rebuildFacts(trx: Trx, form: RebuiltForm, states: readonly string[]): Promise<number> {
  await trx.rawQuery(`drop table if exists facts."${factTable(form.code)}"`)
  let count = 0
  for (const version of form.versions) {
    await defineFacts(
      { query: (sql: string, values: unknown[]) => rows(trx, sql.replaceAll(/\$\d/g, '?'), values) },
      version.template,
    )
  }
  for (const version of form.versions) count += await putAll(trx, version, states)
  return count
}

/** The rows of one version in one statement: the same columns and sources as `putFact` writes one by one. */
async function putAll(trx: Trx, version: RebuiltForm['versions'][number], states: readonly string[]): Promise<number> {
  if (version.template.roster) return 0
  const columns = factColumns(version.template)
  const own = ['submission_id', 'form_version_id', 'period', 'organisation_id', 'org_path', ...FROZEN, 'state']
  const source = ['s.id', 's.form_version_id', 's.period', 's.organisation_id', 's.org_path']
  const values = columns.map(({ key, type }) => `(s.submitted->>'${key}')::${type}`)
  const put = await rows(
    trx,
    `insert into facts."${factTable(version.template.code)}" (${[...own, ...columns.map(({ name }) => `"${name}"`)].join(', ')})
     select ${[...source, ...FROZEN.map((name) => `o.${name}`), 's.state', ...values].join(', ')}
     from submissions s join obligations o on o.id = s.obligation_id
     where s.form_version_id = :version and s.state = any (:states) returning submission_id`,
    { version: version.id, states: [...states] },
  )
  return put.length
}
