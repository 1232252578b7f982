import { type Node, walk } from './ast.js'
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
}

export function collect(ast: Node): Needs {
  const needs = {
    keys: new Set<string>(),
    cells: new Set<string>(),
    ranges: [] as { from: string; to: string }[],
    previous: new Set<string>(),
    lastYear: new Set<string>(),
    attributes: new Set<string>(),
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
