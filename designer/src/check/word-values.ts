import { describe, type Frame, isComparison, type Names, type Node, scaleOf, type Value } from '../expression/index.js'
import { formatNumber } from '../indicator/index.js'
import type { CompiledForm, CompiledRule } from '../template/index.js'

/** Longer descriptions say less than the number alone. */
const MAX_WORDS = 60

/**
 * The values behind a failed rule: `医疗收入 = 1,200.00，门诊收入 + 住院收入 = 1,100.00`. Of several comparisons only those that
 * failed are worded; of other rules, the values of the cells it names.
 */
export function wordValues(form: CompiledForm, { ast, cells }: CompiledRule, frame: Frame): string {
  const parts = comparisonsOf(ast).filter((node) => form.closureOf(node)(frame) === false)
  const sides = parts.flatMap((node) => operandsOf(node)).filter(({ kind }) => kind !== 'number' && kind !== 'text')
  if (sides.length > 0) return unique(sides.map((side) => wordSide(form, side, frame))).join('，')
  return cells
    .slice(0, 4)
    .map((cell) => wordSide(form, { kind: 'value', key: cell.binding?.key ?? '', at: 0 }, frame))
    .join('，')
}

/** Comparisons that must all hold: the rule itself, or the arguments of AND, the consequence of IF. */
function comparisonsOf(node: Node): Node[] {
  if (node.kind === 'binary' && isComparison(node.operator)) return [node]
  if (node.kind !== 'call') return []
  if (node.name === 'AND') return node.args.flatMap(comparisonsOf)
  if (node.name === 'IF') return node.args.slice(1, 2).flatMap(comparisonsOf)
  return node.name === 'BETWEEN' ? [node] : []
}

function operandsOf(node: Node): readonly Node[] {
  if (node.kind === 'binary') return [node.left, node.right]
  return node.kind === 'call' ? node.args.slice(0, 1) : []
}

function wordSide(form: CompiledForm, node: Node, frame: Frame): string {
  const words = describe(node, namesOf(form))
  const name = words.length > MAX_WORDS ? `${words.slice(0, MAX_WORDS)}…` : words
  const value = form.closureOf(node)(frame)
  return `${name} = ${wordValue(value, scaleOf(node, scalesOf(form)))}`
}

function wordValue(value: Value, scale: number | null): string {
  if (value === null) return '（空）'
  if (typeof value === 'number') return formatNumber(value, scale ?? (Math.abs(value) < 10 ? 4 : 2))
  return typeof value === 'boolean' ? (value ? '是' : '否') : value
}

/** Names without their number and 其中: `2.1.1 其中:药品收入` is 药品收入 in a sentence. */
export function namesOf(form: CompiledForm): Names {
  const nameOf = (indicator: string | undefined): string | undefined =>
    indicator === undefined ? undefined : shortName(form.indicators.get(indicator)?.name ?? indicator)
  return {
    nameOfKey: (key) => nameOf(form.layout.cellsByKey.get(key)?.binding?.indicator) ?? key,
    nameOfCell: (id) => {
      const cell = form.layout.cellsById.get(id)
      return cell ? (nameOf(cell.binding?.indicator) ?? form.layout.addressOf(cell)) : undefined
    },
  }
}

export function shortName(name: string): string {
  return name.replace(/^[\d.]+\s*/, '').replace(/^其中[:：]\s*/, '')
}

function scalesOf(form: CompiledForm): {
  decimalsOf: (node: Node & { kind: 'value' | 'cell' | 'range' }) => number | null
} {
  const indicatorOf = (id: string | undefined): number | null => form.indicators.get(id ?? '')?.decimals ?? null
  return {
    decimalsOf: (node) => {
      if (node.kind === 'value') return indicatorOf(form.layout.cellsByKey.get(node.key)?.binding?.indicator)
      const id = node.kind === 'cell' ? node.id : node.from
      return indicatorOf(form.layout.cellsById.get(id)?.binding?.indicator) ?? 2
    },
  }
}

function unique(words: readonly string[]): string[] {
  return [...new Set(words)]
}
