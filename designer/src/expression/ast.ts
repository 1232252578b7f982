/** The one tree all walkers read. `at` is the position of what names the node in the source. */
export type Node =
  | { readonly kind: 'number'; readonly value: number; readonly decimals: number; readonly at: number }
  | { readonly kind: 'text'; readonly value: string; readonly at: number }
  | { readonly kind: 'boolean'; readonly value: boolean; readonly at: number }
  | { readonly kind: 'value'; readonly key: string; readonly at: number }
  | { readonly kind: 'cell'; readonly id: string; readonly at: number }
  | { readonly kind: 'range'; readonly from: string; readonly to: string; readonly at: number }
  | { readonly kind: 'address'; readonly address: string; readonly at: number }
  | { readonly kind: 'attribute'; readonly of: 'ORG' | 'PERIOD' | 'LIMIT'; readonly name: string; readonly at: number }
  /** A value of another form of the same unit. */
  | { readonly kind: 'foreign'; readonly form: string; readonly key: string; readonly at: number }
  | { readonly kind: 'unary'; readonly operator: '-' | '%'; readonly operand: Node; readonly at: number }
  | {
      readonly kind: 'binary'
      readonly operator: BinaryOperator
      readonly left: Node
      readonly right: Node
      readonly at: number
    }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Node[]; readonly at: number }

export type BinaryOperator = '+' | '-' | '*' | '/' | '&' | Comparison
export type Comparison = '=' | '<>' | '<' | '<=' | '>' | '>='

export const COMPARISONS: ReadonlySet<string> = new Set(['=', '<>', '<', '<=', '>', '>='])

export function isComparison(operator: BinaryOperator): operator is Comparison {
  return COMPARISONS.has(operator)
}

export function childrenOf(node: Node): readonly Node[] {
  if (node.kind === 'unary') return [node.operand]
  if (node.kind === 'binary') return [node.left, node.right]
  return node.kind === 'call' ? node.args : []
}

/** Every node, parents before children. */
export function* walk(node: Node): Generator<Node> {
  yield node
  for (const child of childrenOf(node)) yield* walk(child)
}
