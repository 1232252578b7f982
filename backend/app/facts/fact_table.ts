import { factColumn } from '@weitong/designer/indicator'
import type { Cell, Template, ValueType } from '@weitong/designer/template'

/** One value column of a fact table: which value it holds, and how PostgreSQL keeps it. */
export interface FactColumn {
  readonly key: string
  readonly name: string
  readonly type: 'numeric' | 'text' | 'date'
}

const SQL_TYPE: Readonly<Record<ValueType, FactColumn['type']>> = {
  integer: 'numeric',
  decimal: 'numeric',
  text: 'text',
  code: 'text',
  date: 'date',
}

/**
 * `WJT-1-9` → `wjt_1_9`: the table in schema `facts`, and for a roster the one in `fact_rows` too. Codes are checked by the
 * database, so the name is plain.
 */
export function factTable(formCode: string): string {
  return formCode.toLowerCase().replaceAll('-', '_')
}

/** The values a version keeps once for each report: every bound cell of the form's own period, those of records apart. */
export function factColumns(template: Template): FactColumn[] {
  return columnsOf(template, ({ row }) => row !== template.roster?.row)
}

/** The values a roster keeps for each record; none for other forms. */
export function recordColumns(template: Template): FactColumn[] {
  return columnsOf(template, ({ row }) => row === template.roster?.row)
}

function columnsOf(template: Template, wanted: (cell: Cell) => boolean): FactColumn[] {
  const types = new Map(template.indicators.map((indicator) => [indicator.code, indicator.type]))
  const columns = new Map<string, FactColumn>()
  for (const { binding } of template.cells.filter(wanted)) {
    if (!binding || binding.offset !== 0) continue
    const type = types.get(binding.indicator)
    if (!type) throw new Error(`cell bound to unknown indicator ${binding.indicator}: the template was not checked`)
    columns.set(binding.key, { key: binding.key, name: factColumn(binding.key), type: SQL_TYPE[type] })
  }
  return [...columns.values()]
}

/** Anything that runs SQL with `$1` parameters: a `pg` client, or a Lucid transaction behind a small wrapper. */
export interface SqlRunner {
  query(sql: string, values: unknown[]): Promise<unknown>
}

/** Makes the tables of a form, or adds the columns a new version brings. Part of publishing, in its transaction. */
export async function defineFacts(client: SqlRunner, template: Template): Promise<void> {
  const define = (schema: 'facts' | 'fact_rows', columns: readonly FactColumn[]) =>
    client.query(`select ${schema}.define($1, $2)`, [
      factTable(template.code),
      JSON.stringify(columns.map(({ name, type }) => ({ name, type }))),
    ])
  await define('facts', factColumns(template))
  if (template.roster) await define('fact_rows', recordColumns(template))
}
