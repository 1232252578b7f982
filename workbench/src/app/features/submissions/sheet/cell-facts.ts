import { shortName } from '@weitong/designer/check'
import type { EntrySheet } from '@weitong/designer/entry'
import { isNumeric, type TemplateIndicator } from '@weitong/designer/indicator'
import type { Cell, CompiledForm } from '@weitong/designer/template'
import type { CellFacts } from './cell-state.js'
import { holdsValue } from './drawn-rows.js'

export { shownText } from '@weitong/designer/entry'

/** Everything fixed about every cell of a report that holds a value, in the order of the sheet. */
export function cellFacts(sheet: EntrySheet): CellFacts[] {
  const { form, context } = sheet
  const lists = new Map(form.template.codeLists.map((list) => [list.code, list]))
  const { rowPosition, columnPosition } = form.layout
  const order = ({ row, column }: Cell): number =>
    (rowPosition.get(row) ?? 0) * 1_000 + (columnPosition.get(column) ?? 0)
  return form.template.cells
    .filter(holdsValue)
    .sort((a, b) => order(a) - order(b))
    .map((cell) => {
      const { key, indicator: code } = cell.binding ?? { key: '', indicator: '' }
      const indicator = form.indicators.get(code) ?? null
      return {
        cell,
        address: form.layout.addressOf(cell),
        indicator,
        codeList: lists.get(indicator?.codeList ?? '') ?? null,
        name: nameOf(form, cell, indicator),
        applies: sheet.isApplicable(cell.id) || (cell.binding !== null && cell.binding.offset !== 0),
        mine: sheet.isMine(cell.id),
        isNumber: indicator ? isNumeric(indicator.type) : cell.formula !== null,
        previous: context.previous?.[key] ?? null,
        lastYear: context.lastYear?.[key] ?? null,
      }
    })
}

function nameOf(form: CompiledForm, cell: Cell, indicator: TemplateIndicator | null): string {
  if (indicator) return shortName(indicator.name)
  const row = form.layout.rowPosition.get(cell.row) ?? 0
  const label = form.template.cells.find((each) => each.row === cell.row && each.role === 'label' && each.text !== '')
  return label?.text.trim() ?? `第 ${row + 1} 行`
}
