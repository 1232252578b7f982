import type { Node } from './ast.js'

/** Digits after the point of the numeric cells a formula names; null where a name is no number. */
export interface Scales {
  decimalsOf(node: Node & { kind: 'value' | 'cell' | 'range' | 'foreign' }): number | null
}

/**
 * How many decimals a result can have at most, or null when it has no fixed scale (after a division or a rate).
 * Two sides are compared at the larger of their scales.
 */
export function scaleOf(node: Node, scales: Scales): number | null {
  const of = (child: Node): number | null => scaleOf(child, scales)
  switch (node.kind) {
    case 'number':
      return node.decimals
    case 'value':
    case 'cell':
    case 'range':
    case 'foreign':
      return scales.decimalsOf(node)
    case 'attribute':
      return node.of === 'PERIOD' ? 0 : null
    case 'unary':
      return node.operator === '-' ? of(node.operand) : plus(of(node.operand), 2)
    case 'binary':
      if (node.operator === '+' || node.operator === '-') return larger([of(node.left), of(node.right)])
      return node.operator === '*' ? plus(of(node.left), of(node.right)) : null
    case 'call':
      return scaleOfCall(node, of)
    default:
      return null
  }
}

function scaleOfCall(node: Node & { kind: 'call' }, of: (child: Node) => number | null): number | null {
  switch (node.name) {
    case 'SUMIFS': {
      const [summed] = node.args
      return summed ? of(summed) : null
    }
    case 'SUM':
    case 'MIN':
    case 'MAX':
    case 'ABS':
    case 'PREV':
    case 'LASTYEAR':
      return larger(node.args.map(of))
    case 'IF':
      return larger(node.args.slice(1).map(of))
    case 'COUNT':
    case 'COUNTBLANK':
    case 'COUNTIFS':
    case 'COUNTROWS':
    case 'DAYS':
    case 'YEARS':
    case 'MONTHS':
    case 'LEN':
      return 0
    case 'ROUND': {
      const digits = node.args[1]
      return digits?.kind === 'number' ? digits.value : null
    }
    default:
      return null
  }
}

function larger(scales: readonly (number | null)[]): number | null {
  let result = 0
  for (const scale of scales) {
    if (scale === null) return null
    result = Math.max(result, scale)
  }
  return result
}

function plus(left: number | null, right: number | null): number | null {
  return left === null || right === null || left + right > 9 ? null : left + right
}
