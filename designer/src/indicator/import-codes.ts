import { checkCodeItems, type CodeItem, diffCodeItems } from './code-list.js'
import {
  cellAt,
  type HeadProblem,
  type ImportColumn,
  type ImportLine,
  type ImportTable,
  readHead,
} from './import-table.js'

/** Columns of a code list as a workbook. */
export const CODE_COLUMNS: readonly ImportColumn<keyof CodeItem>[] = [
  { field: 'code', heading: '代码', needed: true },
  { field: 'name', heading: '名称', needed: true },
  { field: 'parent', heading: '上级代码' },
]

export function codeRow({ code, name, parent }: CodeItem): string[] {
  return [code, name, parent ?? '']
}

export interface CodePlan {
  readonly lines: readonly ImportLine[]
  /** The whole list as the file has it. */
  readonly items: readonly CodeItem[]
}

/** What a table would make of a list. The file is the whole list: a code that is not in it is taken out. */
export function planCodes(
  table: ImportTable,
  before: readonly CodeItem[],
): CodePlan | { readonly problems: HeadProblem[] } {
  const head = readHead(table.head, CODE_COLUMNS)
  if ('problems' in head) return head
  const old = new Map(before.map((item) => [item.code, item]))
  const text = (cells: readonly string[], field: keyof CodeItem): string =>
    (cells[head.places.get(field) ?? -1] ?? '').trim()
  const items = table.rows.map(({ cells }) => {
    const code = text(cells, 'code')
    const parent = head.places.has('parent') ? text(cells, 'parent') || null : (old.get(code)?.parent ?? null)
    return { code, name: text(cells, 'name'), parent }
  })
  const problems = new Map<number, { cell: string; message: string }[]>()
  const refuse = (at: number, column: number, message: string): void => {
    const cell = cellAt(column, table.rows[at]?.row ?? 0)
    problems.set(at, [...(problems.get(at) ?? []), { cell, message }])
  }
  table.rows.forEach(({ formulas = [] }, at) =>
    formulas.forEach((column) => refuse(at, column, '单元格是公式，请粘贴为数值后再导入。')),
  )
  for (const { row, field, code, message } of checkCodeItems(items)) {
    const first = items.findIndex((item) => item.code === items[row]?.code)
    const said = code === 'E_CODE_TWICE' ? `代码与第 ${table.rows[first]?.row ?? 0} 行重复，请删去一行。` : message
    refuse(row, head.places.get(field) ?? head.places.get('code') ?? 0, said)
  }
  const lines = items.map((item, at): ImportLine => {
    const was = old.get(item.code)
    const changes = was ? wordChanges(was, item) : []
    const refused = problems.get(at) ?? []
    const verdict = refused.length > 0 ? 'refused' : !was ? 'new' : changes.length > 0 ? 'changed' : 'unchanged'
    return {
      ...{ row: table.rows[at]?.row ?? 0, code: item.code, name: item.name, verdict },
      changes: verdict === 'changed' ? changes : [],
      problems: refused,
    }
  })
  const { removed } = diffCodeItems(before, items)
  const gone = removed.map(({ code, name }): ImportLine => ({
    row: 0,
    code,
    name,
    verdict: 'removed',
    changes: [],
    problems: [],
  }))
  return { lines: [...lines, ...gone], items }
}

function wordChanges(before: CodeItem, after: CodeItem): ImportLine['changes'] {
  return CODE_COLUMNS.flatMap(({ field, heading }) => {
    const [from, to] = [before[field] ?? '', after[field] ?? '']
    return from === to ? [] : [{ name: heading, from, to }]
  })
}
