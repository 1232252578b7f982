/**
 * Rules of the catalogue are written for readers: bare indicator codes, `x between a and b`, `x starts "A"`, `a AND b`, `DAYS`.
 * This turns one into our own language, stored notation.
 */
export function translateExpression(source: string): string {
  const text = source.replace(/^ORG:/, '').trim()
  const clauses = splitOutside(text, / AND /y)
  if (clauses.length > 1) return `AND(${clauses.map(translateExpression).join(', ')})`
  const [value = '', limits] = splitOutside(text, / between /y)
  if (limits !== undefined) {
    const parts = [value, ...splitOutside(limits, / and /y)]
    return `BETWEEN(${parts.map(translateExpression).join(', ')})`
  }
  const [matched, name, prefix] = /^(.+) starts (".*")$/.exec(text) ?? []
  if (matched) return `STARTS(${translateExpression(name ?? '')}, ${prefix ?? ''})`
  return translateTerms(text)
}

/** Operators and numbers stay; names become references; what is in parentheses is translated on its own. */
function translateTerms(text: string): string {
  let out = ''
  let at = 0
  while (at < text.length) {
    const [part = ''] = /^(?:"[^"]*"|[A-Za-z]\w*|[^A-Za-z("]+|\()/.exec(text.slice(at)) ?? []
    at += part.length
    if (part === '(') {
      const end = closing(text, at)
      out += `(${splitOutside(text.slice(at, end), /,/y).map(translateExpression).join(', ')})`
      at = end + 1
    } else out += isName(part) ? (text.charAt(at) === '(' ? (RENAMED[part] ?? part) : reference(part)) : part
  }
  return out
}

/** Functions that go by another name in our language. */
const RENAMED: Readonly<Record<string, string>> = { YOYBASE: 'LASTYEAR' }

const isName = (part: string): boolean => /^[A-Za-z]/.test(part)
const reference = (name: string): string => (name === 'DAYS' ? 'PERIOD.days' : `[${name}]`)

/** Position of the parenthesis that closes the one before `at`. */
function closing(text: string, at: number): number {
  let depth = 1
  for (let end = at; end < text.length; end++) {
    if (text.charAt(end) === '(') depth += 1
    if (text.charAt(end) === ')' && --depth === 0) return end
  }
  throw new Error(`no closing parenthesis in "${text}"`)
}

/** Parts between separators that stand in no parentheses. */
function splitOutside(text: string, separator: RegExp): string[] {
  const parts: string[] = []
  let depth = 0
  let begin = 0
  for (let at = 0; at < text.length; at++) {
    if (text.charAt(at) === '(') depth += 1
    if (text.charAt(at) === ')') depth -= 1
    separator.lastIndex = at
    const found = depth === 0 ? separator.exec(text)?.[0] : undefined
    if (!found) continue
    parts.push(text.slice(begin, at))
    begin = at + found.length
    at = begin - 1
  }
  return [...parts, text.slice(begin)]
}
