import { codeListOf, type DraftValue, parseInput } from '@weitong/designer/entry'
import { Period } from '@weitong/designer/period'
import { type CompiledCell, emptyFrame } from '@weitong/designer/template'
import type { PublishedVersion } from '#forms'
import type { RefusalPlace } from '#platform'
import { unknownCellRefusal, valueRefusal } from './errors.js'
import type { Report } from './report.js'

const MAX_INPUT = 200
const MAX_EXPLANATION = 1000

/** What a save carries, as it arrived. */
export interface SaveContent {
  readonly values: Readonly<Record<string, unknown>>
  readonly header?: Readonly<Record<string, string>> | undefined
  readonly explanations?: Readonly<Record<string, string>> | undefined
}

/** The input cells this unit fills in this report, by value key: not applicable and computed cells are not among them. */
export function fillableCells(version: PublishedVersion, report: Report): Map<string, CompiledCell> {
  const frame = emptyFrame(report.org, Period.parse(report.period))
  const cells = new Map<string, CompiledCell>()
  for (const input of version.compiled.inputs) {
    const key = input.cell.binding?.key
    if (key && (input.when === null || input.when(frame) === true)) cells.set(key, input)
  }
  return cells
}

/** Share of these cells that hold a value, 0 to 100; what was typed and is no value does not count. */
export function filledShare(
  cells: ReadonlyMap<string, CompiledCell>,
  draft: Readonly<Record<string, DraftValue>>,
): number {
  if (cells.size === 0) return 100
  let filled = 0
  for (const key of cells.keys()) if (typeof draft[key] === 'string') filled += 1
  return Math.floor((filled / cells.size) * 100)
}

/**
 * Reads every value with the kernel, whatever the browser made of it: canonical values for what is one, and `{invalid}` with
 * what was typed for what is none. Refuses cells that cannot be filled and what no cell could have produced.
 */
export function readValues(
  version: PublishedVersion,
  cells: ReadonlyMap<string, CompiledCell>,
  values: SaveContent['values'],
): Record<string, DraftValue> {
  const unknown: RefusalPlace[] = []
  const malformed: RefusalPlace[] = []
  const read: Record<string, DraftValue> = {}
  for (const [key, value] of Object.entries(values)) {
    const cell = cells.get(key)
    const raw = rawOf(value)
    if (!cell) unknown.push(unknownCell(version, key))
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
  const cell = layout.cellsByKey.get(key)
  if (!cell)
    return { code: 'E_CELL_UNKNOWN', message: `本表没有“${key.slice(0, 80)}”这一格。`, where: key.slice(0, 80) }
  const where = layout.addressOf(cell)
  if (cell.role === 'computed') return { code: 'E_CELL_COMPUTED', message: `${where} 格由系统计算，不能填写。`, where }
  return { code: 'E_CELL_NOT_APPLICABLE', message: `${where} 格不适用于本单位，不能填写。`, where }
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
  const rules = new Set(version.template.rules.map((rule) => rule.code))
  return readTexts(explanations, { known: (code) => rules.has(code), limit: MAX_EXPLANATION, kind: '审核规则' })
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
