import { parseAddress } from '../template/index.js'
import { bindPlaces } from './bind.js'
import { drawSheet } from './draw-sheet.js'
import { findSegments, type Segment } from './find-segments.js'
import { choicesOf, freshIndicator } from './fresh-indicator.js'
import { addressOf, Grid } from './grid.js'
import type { PlainSheet } from './plain-sheet.js'
import { proposeChecks } from './propose-checks.js'
import type { BindingProposal, Dictionary, DroppedThing, Proposal } from './proposal.js'
import { type Block, readBlocks } from './read-columns.js'
import { readFormula } from './read-formula.js'
import { readFrame, type SheetFrame } from './read-frame.js'
import { type Place, readPlaces, type RosterRows } from './read-places.js'
import { periodTypeIn } from './words.js'

/** Reads a sheet as a form: what stands where, what it means, and what is not sure. Null when there is no table on it. */
export function recognise(sheet: PlainSheet, dictionary: Dictionary): Proposal | null {
  const grid = new Grid(sheet)
  const segments = findSegments(grid)
  if (segments.length === 0) return null
  const inside = new Set(segments.flatMap(({ head, body }) => [...head, ...body]))
  const outside = Array.from({ length: grid.rows }, (_, row) => row).filter((row) => !inside.has(row))
  const frame = readFrame(grid, outside, firstRowOf(segments))
  const blocks = segments.flatMap((segment) => readBlocks(grid, segment))
  const read = readPlaces(grid, blocks, frame.unitNote)
  const tableNo = frame.legal['表号'] || numberInTitle(frame.title)
  const bound = bindPlaces(read.places, dictionary, { title: frame.title, tableNo })
  const formulas = sayFormulas(read.places)
  return {
    sheet: sheet.name,
    title: frame.title,
    periodType: periodTypeIn(frame.title),
    unitNote: frame.unitNote,
    legal: legalHead(frame),
    foot: frame.foot,
    notes: frame.notes,
    likeForm: bound.likeForm,
    ...drawSheet(grid, {
      segments,
      places: read.places,
      sections: read.sections,
      title: frame.title,
      roster: read.roster,
    }),
    roster: read.roster && { row: read.roster.row },
    bindings: bound.bindings.map((binding) => ({ ...binding, formula: formulas.said.get(binding.address) ?? null })),
    checks: proposeChecks(read),
    dropped: [
      ...droppedThings(grid, { blocks, places: read.places }),
      ...formulas.dropped,
      ...droppedRows(read.roster),
      ...droppedChoices(read.places, dictionary),
      ...doubtfulForm(bound.bindings),
    ],
  }
}

const firstRowOf = ([first]: readonly Segment[]): number => first?.head[0] ?? first?.body[0] ?? 0

/** Offices write the 表号 behind the title as well: 月报表（卫健统1-9表）. */
const numberInTitle = (title: string): string => /[（(]([^（()）]*统[^（()）]*表)[)）]/.exec(title)?.[1] ?? ''

function legalHead(frame: SheetFrame): Proposal['legal'] {
  const { legal } = frame
  const until = (legal['有效期至'] ?? legal['有效期'] ?? '').replaceAll(/[年月./]/g, '-').replace(/日?-?$/, '')
  const [, year = '', month = ''] = /^(\d{4})-?(\d{1,2})?/.exec(until) ?? []
  return {
    tableNo: (legal['表号'] || numberInTitle(frame.title)).slice(0, 60),
    maker: (legal['制定机关'] ?? legal['制表机关'] ?? '').slice(0, 80),
    approver: (legal['批准机关'] ?? legal['备案机关'] ?? '').slice(0, 80),
    approvalNo: (legal['批准文号'] ?? legal['备案文号'] ?? '').slice(0, 80),
    validUntil: year && month ? `${year}-${month.padStart(2, '0')}` : year ? `${year}-12` : '',
  }
}

function sayFormulas(places: readonly Place[]): { said: Map<string, string>; dropped: DroppedThing[] } {
  const known = new Map(places.map(({ row, column, address }) => [addressOf(row, column), address]))
  const within = (from: string, to: string): string[] => {
    const [a, b] = [parseAddress(from), parseAddress(to)]
    if (!a || !b) return []
    return [...known]
      .filter(([key]) => {
        const place = parseAddress(key)
        return place && place.row >= a.row && place.row <= b.row && place.column >= a.column && place.column <= b.column
      })
      .map(([, address]) => address)
  }
  const said = new Map<string, string>()
  const dropped: DroppedThing[] = []
  for (const { address, formula } of places) {
    if (formula === null) continue
    const result = readFormula(formula, within)
    if ('said' in result) said.set(address, result.said)
    else dropped.push({ address, what: `公式 =${formula}`, why: `${result.why}，该单元格按填报项导入，公式未带入。` })
  }
  return { said, dropped }
}

function droppedThings(
  grid: Grid,
  { blocks, places }: { blocks: readonly Block[]; places: readonly Place[] },
): DroppedThing[] {
  const dropped: DroppedThing[] = []
  for (const { address, prefilled } of places) {
    if (prefilled !== '') dropped.push({ address, what: prefilled, why: '填报单元格里原有的内容不带入表样。' })
  }
  for (const { columns, segment } of blocks) {
    for (const { at, kind, path } of columns) {
      if (kind !== 'note') continue
      dropped.push({
        address: addressOf(segment.head[0] ?? 0, at),
        what: path.at(-1) ?? '',
        why: '该列只作说明，不作填报列。',
      })
    }
  }
  for (const merge of grid.sheet.merges) {
    const across = blocks.find(
      ({ segment: { head, body } }) =>
        merge.top <= (head.at(-1) ?? -1) && merge.top >= (head[0] ?? 0) && merge.bottom >= (body[0] ?? Infinity),
    )
    if (across) {
      const address = addressOf(merge.top, merge.left)
      dropped.push({
        address,
        what: grid.text(merge.top, merge.left),
        why: '合并区域跨越表头和表体，已在表头处截断，请核对。',
      })
    }
  }
  return dropped
}

function droppedRows(roster: RosterRows | null): DroppedThing[] {
  if (!roster) return []
  const [first, last] = [roster.others[0] ?? roster.row, roster.others.at(-1) ?? roster.row]
  const what = first === last ? `第 ${first + 1} 行` : `第 ${first + 1} 至 ${last + 1} 行`
  return [
    {
      address: addressOf(roster.row, 0),
      what,
      why: `空行相同，按变长表导入：填报时以第 ${roster.row + 1} 行为样增加行。`,
    },
  ]
}

/** Choices for which there is no code list yet. */
function droppedChoices(places: readonly Place[], { codeLists }: Dictionary): DroppedThing[] {
  return places.flatMap((place) => {
    const choices = choicesOf(place)
    const known = !choices || freshIndicator(place, place.address, codeLists).type === 'code'
    if (known) return []
    return [
      {
        address: place.address,
        what: `可选项 ${choices.join('、').slice(0, 200)}`,
        why: '代码表中没有这样一组选项，按文字填报。要从列表选，请先建立代码表，再把指标定为代码型。',
      },
    ]
  })
}

/** Half of a form in doubt is worth a word of its own. */
function doubtfulForm(bindings: readonly BindingProposal[]): DroppedThing[] {
  return bindings.length === 0
    ? [{ address: 'A1', what: '填报单元格', why: '没有认出可以填报的单元格，请在设计器里指定。' }]
    : []
}
