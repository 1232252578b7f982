import { childrenOf, type Node, walk } from './ast.js'
import { type ForeignNeed, foreignId, timesOf } from './foreign.js'
import { TIME_FUNCTIONS } from './functions.js'

/** What an expression needs, so that the host can fetch it before evaluating. */
export interface Needs {
  /** Value keys of this report. */
  readonly keys: ReadonlySet<string>
  readonly cells: ReadonlySet<string>
  readonly ranges: readonly { readonly from: string; readonly to: string }[]
  /** Value keys of the period before and of the same period last year. */
  readonly previous: ReadonlySet<string>
  readonly lastYear: ReadonlySet<string>
  readonly attributes: ReadonlySet<string>
  /** Values of other forms of the same unit. */
  readonly foreign: readonly ForeignNeed[]
}

export function collect(ast: Node): Needs {
  const needs = {
    keys: new Set<string>(),
    cells: new Set<string>(),
    ranges: [] as { from: string; to: string }[],
    previous: new Set<string>(),
    lastYear: new Set<string>(),
    attributes: new Set<string>(),
    foreign: foreignIn(ast),
  }
  const elsewhere = new Set<Node>()
  for (const node of walk(ast)) {
    if (node.kind === 'call') {
      const time = TIME_FUNCTIONS[node.name]
      const argument = node.args[0]
      if (time && argument?.kind === 'value') {
        needs[time].add(argument.key)
        // PREV looks only elsewhere; MOM compares with the value here as well.
        if (node.name === 'PREV' || node.name === 'LASTYEAR') elsewhere.add(argument)
      }
    } else if (elsewhere.has(node)) continue
    else if (node.kind === 'value') needs.keys.add(node.key)
    else if (node.kind === 'cell') needs.cells.add(node.id)
    else if (node.kind === 'range') needs.ranges.push({ from: node.from, to: node.to })
    else if (node.kind === 'attribute') needs.attributes.add(`${node.of}.${node.name}`)
  }
  return needs
}

function foreignIn(ast: Node): ForeignNeed[] {
  const needs = new Map<string, ForeignNeed>()
  const add = (node: Node & { kind: 'foreign' }, call: Node | null): void => {
    for (const time of call?.kind === 'call' ? timesOf(call) : (['now'] as const)) {
      needs.set(foreignId(node, time), { form: node.form, key: node.key, time })
    }
  }
  if (ast.kind === 'foreign') add(ast, null)
  for (const node of walk(ast)) {
    for (const child of childrenOf(node)) if (child.kind === 'foreign') add(child, node)
  }
  return [...needs.values()]
}
