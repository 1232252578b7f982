import type { Template } from '@weitong/designer/template'
import { factTable, recordColumns } from './fact_table.js'
import { FROZEN } from './frozen.js'

const OF_REPORT = ['submission_id', 'form_version_id', 'period', 'organisation_id', 'org_path', ...FROZEN, 'state']

/** A key of a record is its column, `__`, and the name of its row (see expand-roster.ts): 13 characters. */
const ROW_KEY = '__r[0-9a-z]{12}$'

/**
 * Writes the records of rosters from the submitted values of reports that have their own fact row already, numbered in the order in
 * which they were added. Without parameters of its own: `which` says which reports.
 *
 * @param which condition over the fact row `f`
 */
export function recordsStatement(template: Template, which: string): string {
  const table = factTable(template.code)
  const columns = recordColumns(template)
  const names = [...OF_REPORT, 'row_id', 'row_number', ...columns.map(({ name }) => `"${name}"`)]
  const values = columns.map(({ key }) => `v."${key}"`)
  return `insert into fact_rows."${table}" (${names.join(', ')})
    select ${[...OF_REPORT.map((name) => `f.${name}`), 'r.row_id', 'r.row_number', ...values].join(', ')}
    from facts."${table}" f join submissions s on s.id = f.submission_id
      cross join lateral (
        select right(key, 13) as row_id, row_number() over (order by right(key, 13) collate "C") as row_number,
          jsonb_object_agg(left(key, -15), value) as record
        from jsonb_each(s.submitted)
        where value <> 'null' and key ~ '${ROW_KEY}' and left(key, -15) = any (array[${columns.map(({ key }) => `'${key}'`).join(', ')}])
        group by right(key, 13)) r
      cross join lateral jsonb_to_record(r.record) as v(${columns.map(({ key, type }) => `"${key}" ${type}`).join(', ')})
    where ${which}`
}
