import { describe, type Names, parse } from '../expression/index.js'
import type { Layout } from './layout.js'
import { foreignName } from './other-forms.js'
import type { Cell, Template } from './template.js'

/** What cells and expressions of a template are called by a person. */
export interface CellNames extends Names {
  nameOf(cell: Cell): string
  /** Text of the nearest filled label to the left of a place: what it is about. */
  labelAt(row: number, column: number): string
  /** Text of the nearest head above a place that is more than the letter or number of its column. */
  headAt(row: number, column: number): string
  /** An expression in words, or as it is stored while it cannot be read. */
  wording(expression: string): string
}

/** A value is called by its indicator, in a matrix also by its items; anything else by the label before it. */
export function cellNames(template: Template, layout: Layout): CellNames {
  const indicators = new Map(template.indicators.map(({ code, name }) => [code, name]))
  const labelAt = (row: number, column: number): string => {
    const texts: string[] = []
    for (let at = 0; at < column; at += 1) {
      const cell = layout.at(row, at)
      if (cell?.role === 'label' && cell.text.trim()) texts.push(cell.text.trim())
    }
    return longest(texts.map(withoutNumber))
  }
  const headAt = (row: number, column: number): string => {
    for (let at = row - 1; at >= 0; at -= 1) {
      const cell = layout.at(at, column)
      const text = cell?.role === 'head' ? withoutNumber(cell.text.trim()) : ''
      if (text !== '' && !/^[甲乙丙丁\dA-Z]+$/.test(text)) return text
    }
    return ''
  }
  const nameOf = (cell: Cell): string => {
    const { binding } = cell
    const bound = binding ? indicators.get(binding.indicator) : undefined
    if (bound && !binding?.rowItem) return bound
    const parts = [bound, binding?.rowItem, binding?.columnItem].filter((part) => part)
    if (parts.length > 0) return parts.join('·')
    const [row, column] = [layout.rowPosition.get(cell.row) ?? 0, layout.columnPosition.get(cell.column) ?? 0]
    return labelAt(row, column) || layout.addressOf(cell)
  }
  const named = (cell: Cell | undefined): string | undefined => cell && nameOf(cell)
  const names: Names = {
    nameOfKey: (key) => named(layout.cellsByKey.get(key)) ?? indicators.get(key),
    nameOfCell: (id) => named(layout.cellsById.get(id)),
    nameOfForeign: (form, key) => foreignName(template, form, key),
    nameOfLimit: (name) => template.thresholds?.find((each) => each.name === name)?.title,
  }
  const wording = (expression: string): string => {
    const parsed = parse(expression)
    return 'ast' in parsed ? describe(parsed.ast, names) : expression
  }
  return { ...names, nameOf, labelAt, headAt, wording }
}

/** `2.1 医疗收入`, `（一）门诊`, `其中：药品收入` without what is not the name. */
function withoutNumber(text: string): string {
  return text
    .replace(/^[（(]?[\d一二三四五六七八九十]+(\.\d+)*[）)、.．]?\s*/, '')
    .replace(/^其中[:：]\s*/, '')
    .trim()
}

function longest(texts: readonly string[]): string {
  return texts.reduce((best, text) => (text.length > best.length ? text : best), '')
}
