import { countLines, type ImportLine, type ImportTable, type ImportVerdict } from '@weitong/designer/indicator'
import { recordAuditEvent } from '#audit'
import { readTable } from '#files'
import { type Acting, inTransaction, now, rows, type Trx } from '#platform'
import { E } from './errors.js'
import { planForIndicators, planForList } from './plan_import.js'

/** Contract `ImportReport`. */
export interface ImportReport {
  readonly id: string
  readonly kind: 'indicator' | 'code_list'
  readonly list: string | null
  readonly fileName: string
  readonly state: 'checked' | 'applied'
  readonly counts: Record<ImportVerdict, number>
  /** Why nothing can be imported, or null. */
  readonly hindrance: string | null
  readonly total: number
  readonly rows: readonly ImportLine[]
}

export interface ImportRow {
  readonly id: string
  readonly kind: 'indicator' | 'code_list'
  readonly list: string | null
  readonly fileName: string
  readonly state: 'checked' | 'applied'
  readonly source: ImportTable
  readonly lines: readonly ImportLine[]
}

const FIRST = { page: 1, size: 100 }
const KEPT_DAYS = 30

/** Reads a workbook and says for each row what importing it would do. Nothing in the dictionary is changed. */
export async function checkImport(
  acting: Acting,
  input: { readonly file: Buffer; readonly fileName: string; readonly list: string | null },
): Promise<ImportReport> {
  const table = await readTable(input.file)
  const { list, fileName } = input
  return inTransaction(acting, async (trx) => {
    const plan = list === null ? await planForIndicators(trx, table) : await planForList(trx, list, table)
    await removeOld(trx, acting)
    const kind = list === null ? 'indicator' : 'code_list'
    const [stored] = await rows<{ id: string }>(
      trx,
      `insert into dictionary_imports (kind, list, account_id, file_name, at, state, source, lines)
       values (:kind, :list, :account, :fileName, :at, 'checked', :source, :lines) returning id::text`,
      {
        ...{ kind, list, fileName, at: now(), account: acting.account.id },
        source: JSON.stringify(table),
        lines: JSON.stringify(plan.lines),
      },
    )
    const id = stored?.id ?? ''
    await recordAuditEvent(trx, acting, {
      action: `${kind}.check_import`,
      subjectType: 'dictionary_import',
      subjectId: id,
      after: { kind, list, fileName, counts: countLines(plan.lines) },
    })
    return reportOf({ ...{ id, kind, list, fileName, source: table, lines: plan.lines }, state: 'checked' }, FIRST)
  })
}

function removeOld(trx: Trx, acting: Acting): Promise<unknown> {
  const before = new Date(now().getTime() - KEPT_DAYS * 86_400_000)
  return trx.from('dictionary_imports').where('account_id', acting.account.id).where('at', '<', before).delete()
}

/** One's own import; E_DICTIONARY_IMPORT_NOT_FOUND for everybody else's. */
export async function readImport(trx: Trx, id: string, lock: 'for update' | '' = ''): Promise<ImportRow> {
  const [found] = await rows<ImportRow>(
    trx,
    `select id::text, kind, list, file_name as "fileName", state, source, lines from dictionary_imports where id = :id ${lock}`,
    { id },
  )
  if (!found) throw E.E_DICTIONARY_IMPORT_NOT_FOUND()
  return found
}

/** A page of the report, of all rows or of those of one verdict. */
export function viewImport(
  acting: Acting,
  id: string,
  filter: { readonly verdict?: ImportVerdict; readonly page: number; readonly size: number },
): Promise<ImportReport> {
  return inTransaction(acting, async (trx) => reportOf(await readImport(trx, id), filter))
}

export function reportOf(
  { id, kind, list, fileName, state, lines }: ImportRow,
  { verdict, page, size }: { readonly verdict?: ImportVerdict; readonly page: number; readonly size: number },
): ImportReport {
  const counts = countLines(lines)
  const shown = verdict ? lines.filter((line) => line.verdict === verdict) : lines
  return {
    ...{ id, kind, list, fileName, state, counts },
    hindrance: hindranceOf(kind, counts),
    total: shown.length,
    rows: shown.slice((page - 1) * size, page * size),
  }
}

/** A code list in a file is the whole list: with a row left out, its code would be taken out of the list. */
export function hindranceOf(kind: ImportRow['kind'], counts: Record<ImportVerdict, number>): string | null {
  if (kind === 'code_list' && counts.refused > 0) {
    return `有 ${counts.refused} 行不能导入。文件应是完整的代码表，请改正这些行后重新选择文件。`
  }
  if (counts.new + counts.changed + counts.removed === 0) return '没有可以导入的行。'
  return null
}
