import { codeListOf, type DraftValue, parseInput } from '@weitong/designer/entry'
import { type Cell, type CompiledCell, fillerWords, partsOfRecordKey, rosterRows } from '@weitong/designer/template'
import type { PublishedVersion } from '#forms'
import type { RefusalPlace } from '#platform'
import { E, unknownCellRefusal, valueRefusal } from './errors.js'
import type { FillableCells } from './fillable_cells.js'
import type { Report } from './report.js'

const MAX_INPUT = 200
const MAX_EXPLANATION = 1000

/** What a save carries, as it arrived. */
export interface SaveContent {
  readonly values: Readonly<Record<string, unknown>>
  readonly header?: Readonly<Record<string, string>> | undefined
  readonly explanations?: Readonly<Record<string, string>> | undefined
}

/** Refuses a save after which a roster would have more rows than its form allows; rows that it empties make room. */
export function checkRowLimit({ template }: PublishedVersion, report: Report, values: SaveContent['values']): void {
  if (!template.roster) return
  const { maxRows } = template.roster
  const rows = rosterRows(template, { ...report.draft, ...values }).length
  if (rows > maxRows && rows > rosterRows(template, report.draft).length) throw E.E_ROSTER_TOO_MANY_ROWS(rows, maxRows)
}

/**
 * Reads every value with the kernel, whatever the browser made of it: canonical values for what is one, and `{invalid}` with
 * what was typed for what is none. Refuses cells that cannot be filled, those that are for others (`mine`), and what no cell could
 * have produced.
 */
export function readValues(
  version: PublishedVersion,
  { cells, mine }: { cells: FillableCells; mine: (cell: Cell) => boolean },
  values: SaveContent['values'],
): Record<string, DraftValue> {
  const unknown: RefusalPlace[] = []
  const malformed: RefusalPlace[] = []
  const read: Record<string, DraftValue> = {}
  for (const [key, value] of Object.entries(values)) {
    const cell = cells.find(key)
    const raw = rawOf(value)
    if (!cell) unknown.push(unknownCell(version, key))
    else if (!mine(cell.cell)) unknown.push(othersCell(version, cell.cell))
    else if (raw === undefined || (raw !== null && raw.length > MAX_INPUT)) {
      malformed.push({ code: 'E_VALUE_TOO_LONG', message: `一格最多填写 ${MAX_INPUT} 个字。`, where: key })
    } else read[key] = raw === null ? null : readInput(version, cell, raw)
  }
  if (unknown.length > 0) throw unknownCellRefusal(unknown)
  if (malformed.length > 0) throw valueRefusal(malformed)
  return read
}

function readInput(version: PublishedVersion, cell: CompiledCell, raw: string): DraftValue {
  if (!cell.indicator) throw new Error(`input cell ${cell.cell.id} of version ${version.id} has no indicator`)
  const parsed = parseInput(raw, cell.indicator, codeListOf(version.compiled, cell))
  return 'value' in parsed ? parsed.value : { invalid: raw }
}

/** undefined for what is neither blank, text, nor `{invalid: text}`. */
function rawOf(value: unknown): string | null | undefined {
  if (value === null || typeof value === 'string') return value
  if (typeof value === 'object' && 'invalid' in value && typeof value.invalid === 'string') return value.invalid
  return undefined
}

function unknownCell(version: PublishedVersion, key: string): RefusalPlace {
  const { layout } = version.compiled
  const record = partsOfRecordKey(key)
  const cell = layout.cellsByKey.get(record?.column ?? key)
  if (!cell || (cell.row === version.template.roster?.row) !== (record !== null))
    return { code: 'E_CELL_UNKNOWN', message: `本表没有“${key.slice(0, 80)}”这一格。`, where: key.slice(0, 80) }
  const where = layout.addressOf(cell)
  if (cell.role === 'computed') return { code: 'E_CELL_COMPUTED', message: `${where} 格由系统计算，不能填写。`, where }
  return { code: 'E_CELL_NOT_APPLICABLE', message: `${where} 格不适用于本单位，不能填写。`, where }
}

function othersCell(version: PublishedVersion, cell: Cell): RefusalPlace {
  const where = version.compiled.layout.addressOf(cell)
  const message = `${where} 格由${fillerWords(cell.fillers ?? [])}填写，您不能改。`
  return { code: 'E_CELL_NOT_YOURS', message, where }
}

/** Head and foot items that may be filled; a read-only one is taken from the profile whatever arrives. */
export function readHeader(version: PublishedVersion, header: SaveContent['header'] = {}): Record<string, string> {
  const readOnly = new Map(version.template.headerItems.map((item) => [item.id, item.readOnly]))
  const known = (id: string) => readOnly.has(id)
  const read = readTexts(header, { known, limit: MAX_INPUT, kind: '表头、表尾项目' })
  return Object.fromEntries(Object.entries(read).filter(([id]) => !readOnly.get(id)))
}

/** 核实说明 by rule code. */
export function readExplanations(
  version: PublishedVersion,
  explanations: SaveContent['explanations'] = {},
): Record<string, string> {
  const scopes = new Map(version.template.rules.map((rule) => [rule.code, rule.scope]))
  // A rule about the rows of a roster is explained row by row.
  const known = (code: string): boolean => {
    const row = partsOfRecordKey(code)
    return row ? scopes.get(row.column) === 'row' : scopes.has(code) && scopes.get(code) !== 'row'
  }
  return readTexts(explanations, { known, limit: MAX_EXPLANATION, kind: '审核规则' })
}

function readTexts(
  texts: Readonly<Record<string, string>>,
  { known, limit, kind }: { known: (id: string) => boolean; limit: number; kind: string },
): Record<string, string> {
  const read: Record<string, string> = {}
  for (const [id, text] of Object.entries(texts)) {
    const where = id.slice(0, 80)
    if (!known(id)) throw unknownCellRefusal([{ code: 'E_CELL_UNKNOWN', message: `本表没有这个${kind}。`, where }])
    if (text.length > limit) {
      throw valueRefusal([{ code: 'E_VALUE_TOO_LONG', message: `最多填写 ${limit} 个字。`, where }])
    }
    read[id] = text.trim()
  }
  return read
}
