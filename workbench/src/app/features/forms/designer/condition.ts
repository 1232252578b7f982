import type { Node } from '@weitong/designer/expression'
import { parse } from '@weitong/designer/expression'

/**
 * The conditions on a unit that are chosen rather than written. Each list is 或, the lists together are 且; an empty
 * list asks nothing. Categories are branches of WS 218: `A` means everything that starts with A.
 */
export interface UnitCondition {
  readonly categories: readonly string[]
  readonly ownership: 'public' | 'private' | null
  readonly levels: readonly string[]
}

export const ANY_UNIT: UnitCondition = { categories: [], ownership: null, levels: [] }

/** The expression of a condition, '' when it asks nothing. */
export function writeCondition({ categories, ownership, levels }: UnitCondition): string {
  const starts = categories.map((code) => `STARTS(ORG.category, "${code}")`)
  const clauses = [
    ...(starts.length > 1 ? [`OR(${starts.join(', ')})`] : starts),
    ...(ownership ? [`ORG.ownership = "${ownership}"`] : []),
    ...(levels.length > 0 ? [`IN(ORG.level, ${levels.map((level) => `"${level}"`).join(', ')})`] : []),
  ]
  return clauses.length > 1 ? `AND(${clauses.join(', ')})` : (clauses[0] ?? '')
}

/** The condition an expression says, or null when it says something that cannot be chosen. */
export function readCondition(expression: string): UnitCondition | null {
  if (expression.trim() === '') return ANY_UNIT
  const parsed = parse(expression)
  if ('error' in parsed) return null
  const clauses = isCall(parsed.ast, 'AND') ? parsed.ast.args : [parsed.ast]
  let condition = ANY_UNIT
  for (const clause of clauses) {
    const said = readClause(clause)
    if (!said) return null
    condition = { ...condition, ...said }
  }
  const canBeChosen = writeCondition(condition).length > 0 && clauses.length === countClauses(condition)
  return canBeChosen ? condition : null
}

function countClauses({ categories, ownership, levels }: UnitCondition): number {
  return (categories.length > 0 ? 1 : 0) + (ownership ? 1 : 0) + (levels.length > 0 ? 1 : 0)
}

function readClause(clause: Node): Partial<UnitCondition> | null {
  if (isCall(clause, 'OR')) {
    const categories = clause.args.map(branchOf)
    return categories.every((code) => code !== null) ? { categories } : null
  }
  const branch = branchOf(clause)
  if (branch !== null) return { categories: [branch] }
  if (isCall(clause, 'IN') && isAttribute(clause.args[0], 'level')) {
    const levels = clause.args.slice(1).map(textOf)
    return levels.every((level) => level !== null) ? { levels } : null
  }
  if (clause.kind !== 'binary' || clause.operator !== '=') return null
  const value = textOf(clause.right)
  if (isAttribute(clause.left, 'level') && value !== null) return { levels: [value] }
  if (isAttribute(clause.left, 'ownership') && (value === 'public' || value === 'private')) return { ownership: value }
  return null
}

function branchOf(node: Node): string | null {
  if (!isCall(node, 'STARTS') || !isAttribute(node.args[0], 'category')) return null
  const code = textOf(node.args[1])
  return code && /^[A-Z]$/.test(code) ? code : null
}

function isCall(node: Node, name: string): node is Node & { kind: 'call' } {
  return node.kind === 'call' && node.name === name
}

function isAttribute(node: Node | undefined, name: string): boolean {
  return node?.kind === 'attribute' && node.of === 'ORG' && node.name === name
}

function textOf(node: Node | undefined): string | null {
  return node?.kind === 'text' ? node.value : null
}
