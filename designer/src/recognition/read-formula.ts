import { FUNCTIONS, parse } from '../expression/index.js'

/**
 * A formula of the file with its places as `@D6@`, or the Chinese reason why it cannot be said here.
 * Ranges are written out, since only places that hold values may be named.
 */
export function readFormula(
  formula: string,
  placesWithin: (from: string, to: string) => readonly string[],
): { readonly said: string } | { readonly why: string } {
  const text = formula.replaceAll('$', '').trim()
  if (/[!'[\]{}"#]/.test(text)) return { why: '引用了其他工作表或文件，或含有文字' }
  const unknown = [...text.matchAll(/([A-Z][A-Z0-9.]*)\s*\(/gi)]
    .map(([, name = '']) => name.toUpperCase())
    .find((name) => !Object.hasOwn(FUNCTIONS, name))
  if (unknown) return { why: `函数 ${unknown} 不受支持` }
  let empty = false
  const named = text
    .toUpperCase()
    .replaceAll(/([A-Z]{1,3}\d+)(?::([A-Z]{1,3}\d+))?/g, (_, from: string, to: string | undefined) => {
      const places = placesWithin(from, to ?? from)
      if (places.length === 0) empty = true
      return places.map((place) => `@${place}@`).join(', ')
    })
  if (empty) return { why: '引用的单元格不是填报项' }
  const parsed = parse(named.replaceAll(/@([A-Z]+\d+)@/g, '[$1]'))
  return 'ast' in parsed ? { said: named } : { why: '写法无法识别' }
}
