import type { TemplateCodeList } from '../template/index.js'

/** Deeper than this no code list goes; a list that runs in a circle ends here too. */
const DEEPEST = 20

/** Whether a code stands below another one, over any number of levels. The other may belong to another list. */
export function standsUnder(list: TemplateCodeList, code: string, above: string): boolean {
  const parents = parentsOf(list)
  let parent = parents.get(code)
  for (let step = 0; step < DEEPEST && parent !== undefined; step += 1) {
    if (parent === above) return true
    parent = parents.get(parent)
  }
  return false
}

/** The part of a list below a code. */
export function codesUnder(list: TemplateCodeList, above: string): TemplateCodeList {
  const known = parts.get(list)?.get(above)
  if (known) return known
  const part = { ...list, items: list.items.filter(({ code }) => standsUnder(list, code, above)) }
  parts.set(list, (parts.get(list) ?? new Map<string, TemplateCodeList>()).set(above, part))
  return part
}

/** Made once per list: lists are long and asked on every keystroke. */
const parts = new WeakMap<TemplateCodeList, Map<string, TemplateCodeList>>()
const parents = new WeakMap<TemplateCodeList, ReadonlyMap<string, string | undefined>>()

function parentsOf(list: TemplateCodeList): ReadonlyMap<string, string | undefined> {
  const known = parents.get(list) ?? new Map(list.items.map(({ code, parent }) => [code, parent]))
  parents.set(list, known)
  return known
}
