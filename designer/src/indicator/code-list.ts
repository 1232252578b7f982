import type { IndicatorProblem } from './indicator.js'

/** One code of a list; `parent` makes lists of several levels. */
export interface CodeItem {
  readonly code: string
  readonly name: string
  readonly parent: string | null
}

export const MAX_CODE_ITEMS = 20_000
const MAX_CODE = 60
const MAX_NAME = 200

/** A problem of one item; `row` is its position in the list, from 0. */
export interface CodeItemProblem extends IndicatorProblem {
  readonly row: number
  readonly field: keyof CodeItem
}

/** Everything that is wrong with the items of a list. */
export function checkCodeItems(items: readonly CodeItem[]): CodeItemProblem[] {
  const problems: CodeItemProblem[] = []
  const first = new Map<string, number>()
  const parents = new Map(items.map(({ code, parent }) => [code, parent]))
  items.forEach(({ code, name, parent }, row) => {
    const say = (field: keyof CodeItem, problem: string, message: string): void =>
      void problems.push({ row, field, code: problem, message, where: code })
    if (code === '') say('code', 'E_CODE_EMPTY', '请填写代码。')
    else if (code.length > MAX_CODE) say('code', 'E_CODE_TOO_LONG', `代码最长 ${MAX_CODE} 个字符。`)
    else if (/\s/.test(code)) say('code', 'E_CODE_BLANK', `代码“${code}”中不能有空格。`)
    const earlier = first.get(code)
    if (code !== '' && earlier !== undefined) {
      say('code', 'E_CODE_TWICE', `代码 ${code} 与第 ${earlier + 1} 项重复，请删去一项或改代码。`)
    } else first.set(code, row)
    if (name === '') say('name', 'E_CODE_NAME', '请填写名称。')
    else if (name.length > MAX_NAME) say('name', 'E_CODE_NAME', `名称最长 ${MAX_NAME} 个字符。`)
    if (parent === null) return
    if (!parents.has(parent)) say('parent', 'E_CODE_PARENT', `上级代码 ${parent} 不在本表中，请先补上或改正。`)
    else if (isOwnAncestor(code, parents)) say('parent', 'E_CODE_CYCLE', `代码 ${code} 的上级绕回了自己，请改正。`)
  })
  return problems
}

function isOwnAncestor(code: string, parents: ReadonlyMap<string, string | null>): boolean {
  const passed = new Set<string>()
  for (let at = parents.get(code) ?? null; at !== null && !passed.has(at); at = parents.get(at) ?? null) {
    if (at === code) return true
    passed.add(at)
  }
  return false
}

/** What is different between two versions of a list, by code. */
export interface CodeListDifference {
  readonly added: readonly CodeItem[]
  readonly removed: readonly CodeItem[]
  readonly changed: readonly { readonly before: CodeItem; readonly after: CodeItem }[]
  /** Whether codes that both have stand in another order. */
  readonly moved: boolean
}

export function diffCodeItems(before: readonly CodeItem[], after: readonly CodeItem[]): CodeListDifference {
  const old = new Map(before.map((item) => [item.code, item]))
  const fresh = new Map(after.map((item) => [item.code, item]))
  const common = (items: readonly CodeItem[], other: ReadonlyMap<string, CodeItem>): string =>
    items.flatMap(({ code }) => (other.has(code) ? [code] : [])).join('\n')
  return {
    added: after.filter(({ code }) => !old.has(code)),
    removed: before.filter(({ code }) => !fresh.has(code)),
    changed: after.flatMap((item) => {
      const was = old.get(item.code)
      return was && (was.name !== item.name || was.parent !== item.parent) ? [{ before: was, after: item }] : []
    }),
    moved: common(before, fresh) !== common(after, old),
  }
}
