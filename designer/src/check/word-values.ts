import { assertedIn, describe, type Frame, type Names, type Node, round, scaleOf } from '../expression/index.js'
import { formatNumber } from '../indicator/index.js'
import { type CompiledForm, type CompiledRule, foreignDecimals, foreignName } from '../template/index.js'

/** A sum of more words than this is named by its first and last term. */
const MAX_WORDS = 60

/**
 * The values behind a failed rule: `医疗收入 = 1,200.00，门诊收入 + 住院收入 = 1,100.00`. Of several comparisons only those that
 * failed are worded; of other rules, the values of the cells it names.
 */
export function wordValues(form: CompiledForm, { ast, cells, closureOf }: CompiledRule, frame: Frame): string {
  const words = new Wording(form, frame)
  const parts = assertedIn(ast)
    .filter((node) => closureOf(node)(frame) === false)
    .flatMap((node) => words.comparison(node))
  if (parts.length > 0) return [...new Set(parts)].join('，')
  return cells
    .slice(0, 4)
    .map((cell) => words.side({ kind: 'value', key: cell.binding?.key ?? '', at: 0 }))
    .join('，')
}

/** How often a key occurs among the rows of a roster says nothing that the message does not. */
function countsRows(node: Node): boolean {
  return node.kind === 'call' && node.name === 'COUNTIFS'
}

class Wording {
  constructor(
    private readonly form: CompiledForm,
    private readonly frame: Frame,
  ) {}

  comparison(node: Node): string[] {
    if (node.kind === 'binary')
      return [node.left, node.right]
        .filter((side) => !isLiteral(side) && !countsRows(side))
        .map((side) => this.side(side))
    const [value, low, high] = node.kind === 'call' ? node.args : []
    if (!value || !low || !high) return []
    return [this.side(value), `应在 ${this.value(low)} 至 ${this.value(high)} 之间`]
  }

  side(node: Node): string {
    const inner = node.kind === 'call' && node.name === 'ABS' ? node.args[0] : node
    if (inner?.kind === 'call' && (inner.name === 'MOM' || inner.name === 'YOY')) return this.rate(inner)
    return `${this.name(node)} = ${this.value(node)}`
  }

  /** `总诊疗人次数 = 150，上期 = 100，增减 50.00%` */
  private rate(node: Node & { kind: 'call' }): string {
    const before = { ...node, name: node.name === 'MOM' ? 'PREV' : 'LASTYEAR' }
    const rate = Number(this.form.closureOf(node)(this.frame)) * 100
    const label = node.name === 'MOM' ? '上期' : '上年同期'
    const now = node.args.map((arg) => this.side(arg)).join('，')
    return `${now}，${label} = ${this.value(before)}，增减 ${formatNumber(round(rate, 2), 2)}%`
  }

  private name(node: Node): string {
    const names = namesOf(this.form)
    const words = describe(node, names)
    const terms = words.length > MAX_WORDS ? termsOf(node) : []
    const [first, last] = [terms[0], terms.at(-1)]
    if (terms.length < 3 || !first || !last) return words
    return `${describe(first, names)} + … + ${describe(last, names)}（共 ${terms.length} 项）`
  }

  private value(node: Node): string {
    const value = this.form.closureOf(node)(this.frame)
    const scale = isLiteral(node) ? null : scaleOf(node, scalesOf(this.form))
    if (value === null) return '（空）'
    if (typeof value === 'number') return scale === null ? unscaled(value) : formatNumber(value, scale)
    return typeof value === 'boolean' ? (value ? '是' : '否') : value
  }
}

/** Literals as they are written, quotients with as many digits as a person compares. */
function unscaled(value: number): string {
  return formatNumber(String(round(value, Math.abs(value) < 10 ? 4 : 2)), null)
}

function isLiteral(node: Node): boolean {
  return node.kind === 'number' || node.kind === 'text'
}

/** The terms of a sum, from left to right. */
function termsOf(node: Node): Node[] {
  return node.kind === 'binary' && node.operator === '+' ? [...termsOf(node.left), ...termsOf(node.right)] : [node]
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
    nameOfForeign: (code, key) => foreignName(form.template, code, key),
    nameOfLimit: (name) => form.template.thresholds?.find((each) => each.name === name)?.title,
  }
}

export function shortName(name: string): string {
  return name.replace(/^(?:\d+\.)+\d+\s+/, '').replace(/^其中[:：]\s*/, '')
}

function scalesOf(form: CompiledForm): {
  decimalsOf: (node: Node & { kind: 'value' | 'cell' | 'range' | 'foreign' }) => number | null
} {
  const indicatorOf = (id: string | undefined): number | null => form.indicators.get(id ?? '')?.decimals ?? null
  return {
    decimalsOf: (node) => {
      if (node.kind === 'foreign') return foreignDecimals(form.template, node.form, node.key)
      if (node.kind === 'value') return indicatorOf(form.layout.cellsByKey.get(node.key)?.binding?.indicator)
      const id = node.kind === 'cell' ? node.id : node.from
      return indicatorOf(form.layout.cellsById.get(id)?.binding?.indicator) ?? 2
    },
  }
}
