import { isComparison, type Node } from './ast.js'
import { compareNumbers, type Value } from './value.js'

/** How far two sides may be apart: in the unit of the values, or in percent of the right side. */
export interface Tolerance {
  readonly kind: 'absolute' | 'percent'
  readonly value: number
}

/** Whether two numbers are as good as equal. */
export function isWithin(tolerance: Tolerance | null, a: Value, b: Value): boolean {
  if (tolerance === null || typeof a !== 'number' || typeof b !== 'number') return false
  const allowed = tolerance.kind === 'absolute' ? tolerance.value : (Math.abs(b) * tolerance.value) / 100
  return compareNumbers(Math.abs(a - b), allowed, null) <= 0
}

/** Comparisons that must all hold: the rule itself, the arguments of AND, the consequence of IF. */
export function assertedIn(node: Node): Node[] {
  if (node.kind === 'binary' && isComparison(node.operator)) return [node]
  if (node.kind !== 'call') return []
  if (node.name === 'AND') return node.args.flatMap(assertedIn)
  if (node.name === 'IF') return node.args.slice(1, 2).flatMap(assertedIn)
  return node.name === 'BETWEEN' ? [node] : []
}
