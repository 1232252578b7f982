import { isComparison, type Node, scaleOf } from '@weitong/designer/expression'
import type { OrgAttributes } from '@weitong/designer/organisation'
import { type CompiledForm, orgFrame, periodFrame } from '@weitong/designer/template'
import type { Period } from '@weitong/designer/period'

/** What stands for 不适用, which Excel has no value for. */
export const NOT_APPLICABLE = 'n/a'

export const SHEETS = { now: 'now', previous: 'previous', lastYear: 'lastYear' } as const
const SHEET_OF: Readonly<Record<string, string>> = {
  PREV: SHEETS.previous,
  MOM: SHEETS.previous,
  LASTYEAR: SHEETS.lastYear,
  YOY: SHEETS.lastYear,
}

/** Writes an expression as Excel would have it; comparisons at the scale our language compares at. */
export function toExcel(
  form: CompiledForm,
  { org, period }: { org: OrgAttributes; period: Period },
): (node: Node) => string {
  const attributes = { PERIOD: periodFrame(period), ORG: orgFrame(org) }
  const decimalsOf = (node: Node): number | null => {
    const id = node.kind === 'value' ? form.layout.cellsByKey.get(node.key)?.binding?.indicator : undefined
    return form.indicators.get(id ?? '')?.decimals ?? null
  }
  const address = (node: Node): string => {
    const found = node.kind === 'value' ? form.layout.addressOfKey(node.key) : null
    if (!found) throw new Error(`the oracle cannot write ${node.kind}`)
    return found
  }
  const compare = (left: Node, operator: string, right: Node): string => {
    const scales = [scaleOf(left, { decimalsOf }), scaleOf(right, { decimalsOf })]
    const [a, b] = [write(left), write(right)]
    if (scales.includes(null)) return `(${a}${operator}${b})`
    return `(ROUND((${a})-(${b}),${Math.max(...scales.map(Number))})${operator}0)`
  }
  const call = (node: Node & { kind: 'call' }): string => {
    const [first, second, third] = node.args
    const sheet = SHEET_OF[node.name]
    if (first && sheet) {
      const base = `${sheet}!${address(first)}`
      return node.name === 'PREV' || node.name === 'LASTYEAR' ? base : `((${address(first)}-${base})/${base})`
    }
    if (node.name === 'BETWEEN' && first && second && third) {
      return `AND(${compare(first, '>=', second)},${compare(first, '<=', third)})`
    }
    if (node.name === 'STARTS' && first && second)
      return `(LEFT(${write(first)},LEN(${write(second)}))=${write(second)})`
    if (node.name === 'IF' && first && second && !third)
      return `IF(${write(first)},${write(second)},"${NOT_APPLICABLE}")`
    return `${node.name}(${node.args.map(write).join(',')})`
  }
  const write = (node: Node): string => {
    switch (node.kind) {
      case 'number':
        return String(node.value)
      case 'text':
        return `"${node.value}"`
      case 'value':
        return address(node)
      case 'attribute':
        return node.of === 'PERIOD' ? String(attributes.PERIOD[node.name]) : `"${attributes.ORG[node.name] ?? ''}"`
      case 'unary':
        return node.operator === '-' ? `(-${write(node.operand)})` : `(${write(node.operand)}/100)`
      case 'binary':
        return isComparison(node.operator) && typeof decimalsOrText(node) === 'number'
          ? compare(node.left, node.operator, node.right)
          : `(${write(node.left)}${node.operator}${write(node.right)})`
      case 'call':
        return call(node)
      default:
        throw new Error(`the oracle cannot write ${node.kind}`)
    }
  }
  /** A number for a comparison of numbers with a scale, else null. */
  const decimalsOrText = (node: Node & { kind: 'binary' }): number | null => {
    const [left, right] = [scaleOf(node.left, { decimalsOf }), scaleOf(node.right, { decimalsOf })]
    return left === null || right === null ? null : Math.max(left, right)
  }
  return (node) => `=${write(node)}`
}
