import { factColumn } from '@weitong/designer/indicator'
import type { Template, ValueType } from '@weitong/designer/template'

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

/** `WJT-1-9` → `wjt_1_9`: the table in schema `facts`. Codes are checked by the database, so the name is plain. */
export function factTable(formCode: string): string {
  return formCode.toLowerCase().replaceAll('-', '_')
}

/** The values a version keeps: every bound cell of the form's own period. */
export function factColumns(template: Template): FactColumn[] {
  const types = new Map(template.indicators.map((indicator) => [indicator.code, indicator.type]))
  const columns = new Map<string, FactColumn>()
  for (const { binding } of template.cells) {
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

/** Makes the table of a form, or adds the columns a new version brings. Part of publishing, in its transaction. */
export async function defineFacts(client: SqlRunner, template: Template): Promise<void> {
  const columns = factColumns(template).map(({ name, type }) => ({ name, type }))
  await client.query('select facts.define($1, $2)', [factTable(template.code), JSON.stringify(columns)])
}
