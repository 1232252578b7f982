import { factColumn } from '@weitong/designer/indicator'
import { COUNT_KEY, type FactLevel } from '@weitong/reports/aggregate'
import type { Region } from './region.js'

/** What is added up: every part is checked before, names come from published templates only. */
export interface SumQuestion {
  readonly formId: string
  /** Name of the fact table in schema `facts`, of a roster in `fact_rows` too. */
  readonly table: string
  readonly periods: readonly string[]
  readonly states: readonly string[]
  readonly scopes: readonly string[]
  readonly region: Pick<Region, 'where' | 'place' | 'code' | 'unit'>
  /** Keys of values, summed in this order. */
  readonly sums: readonly string[]
  /** What each of `sums` belongs to. */
  readonly levels: readonly FactLevel[]
  /** Key of the code that sums are given for one by one. */
  readonly split: { readonly key: string; readonly level: FactLevel } | null
}

const SCHEMA: Readonly<Record<FactLevel, string>> = { report: 'facts', record: 'fact_rows' }

/**
 * Children and total in one statement. Reports are read once and grouped by child, which several processes share, and so are the
 * records of a roster where one of the sums is about them; the total is made from the children, so it cannot differ from their sum.
 */
export function sumStatement(question: SumQuestion): { sql: string; bindings: Record<string, unknown> } {
  const parts = [partOf('report', question)]
  if (question.levels.includes('record')) parts.push(partOf('record', question))
  const wholes = question.sums.map((_, at) => `trim_scale(sum(s${at}))::text`)
  return {
    sql: `with parts as (${parts.join(' union all ')})
      select code, unit, item, grouping(code, unit) > 0 as total, coalesce(sum(included), 0)::int as included,
        array[${wholes.join(', ')}]::text[] as sums
      from parts group by grouping sets ((code, unit, item), (item))`,
    bindings: bindingsOf(question),
  }
}

function partOf(level: FactLevel, { table, region, sums, levels, split }: SumQuestion): string {
  const item = split?.level === level ? `coalesce(u."${factColumn(split.key)}", '')` : 'null::text'
  const own = sums.map((key, at) => `${levels[at] === level ? sumOf(key) : 'null::numeric'} as s${at}`)
  const included = level === 'report' ? 'count(*)' : '0'
  return `select ${[`${region.code} as code`, `${region.unit} as unit`, `${item} as item`, `${included} as included`, ...own].join(', ')}
    from ${SCHEMA[level]}."${table}" u
    where u.period = any (:periods) and u.state = any (:states) and u.org_path ^@ any (:scopes) and ${region.where}
    group by 1, 2, 3`
}

function sumOf(key: string): string {
  return key === COUNT_KEY ? 'count(*)::numeric' : `sum(u."${factColumn(key)}")`
}

export function bindingsOf({ formId, periods, states, scopes, region }: SumQuestion): Record<string, unknown> {
  return { formId, periods, states, scopes, place: region.place }
}
