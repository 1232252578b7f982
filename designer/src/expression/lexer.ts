import { ExpressionError } from './error.js'

export type TokenType =
  | 'number'
  | 'text'
  | 'value'
  | 'cell'
  | 'address'
  | 'name'
  | 'foreign'
  | 'operator'
  | 'open'
  | 'close'
  | 'comma'
  | 'colon'
  | 'end'

/** `value` is what the token means (unquoted text, key without brackets); `at` to `end` is where it stood. */
export interface Token {
  readonly type: TokenType
  readonly value: string
  readonly at: number
  readonly end: number
}

/** What people type with a Chinese input method, and what it means. One character each, so positions stay right. */
const SAME: Readonly<Record<string, string>> = {
  '＝': '=',
  '＋': '+',
  '－': '-',
  '−': '-',
  '×': '*',
  '＊': '*',
  '÷': '/',
  '／': '/',
  '＜': '<',
  '＞': '>',
  '（': '(',
  '）': ')',
  '，': ',',
  '：': ':',
  '％': '%',
  '＆': '&',
  '“': '"',
  '”': '"',
  '＂': '"',
  '‘': "'",
  '’': "'",
  '！': '!',
  '【': '[',
  '】': ']',
  '　': ' ',
  '≥': '≥',
  '≤': '≤',
  '≠': '≠',
}

const ADDRESS = /^[A-Za-z]{1,3}[1-9][0-9]{0,4}$/
const PATTERNS: readonly [TokenType, RegExp][] = [
  ['number', /(?:\d+(?:\.\d*)?|\.\d+)/y],
  ['text', /"(?:[^"]|"")*"/y],
  ['foreign', /'[^']*'!\[?[A-Za-z_][A-Za-z0-9_]*\]?/y],
  ['value', /\[[^\][]*\]/y],
  ['cell', /#[a-z][a-z0-9_]*/y],
  ['name', /[A-Za-z_$][A-Za-z0-9_$]*(?:\.[A-Za-z_][A-Za-z0-9_]*)?/y],
  ['operator', /<=|>=|<>|[≥≤≠=<>+\-*/&%]/y],
  ['open', /\(/y],
  ['close', /\)/y],
  ['comma', /,/y],
  ['colon', /:/y],
]
const MEANS: Readonly<Record<string, string>> = { '≥': '>=', '≤': '<=', '≠': '<>' }

/** Cuts a formula (without or with its leading `=`) into tokens; the last is always `end`. */
export function tokenize(source: string): Token[] {
  const text = source.replace(/[^\x00-\x7f]/g, (character) => SAME[character] ?? character)
  const tokens: Token[] = []
  let at = /^\s*=?/.exec(text)?.[0].length ?? 0
  for (;;) {
    while (/\s/.test(text.charAt(at))) at += 1
    if (at >= text.length) break
    const token = tokenAt(text, at)
    // Inside quotes nothing is an operator: what was typed stays.
    const { type, end } = token
    tokens.push(type === 'text' ? { ...token, value: unquoted(source.slice(at, end)) } : token)
    at = token.end
  }
  tokens.push({ type: 'end', value: '', at: text.length, end: text.length })
  return tokens
}

function tokenAt(text: string, at: number): Token {
  for (const [type, pattern] of PATTERNS) {
    pattern.lastIndex = at
    const raw = pattern.exec(text)?.[0]
    if (raw === undefined) continue
    const end = at + raw.length
    if (type === 'name' && text.charAt(end) === '!') return foreignAt(text, at, end)
    const plain = raw.replaceAll('$', '')
    if (type === 'name' && ADDRESS.test(plain)) return { type: 'address', value: plain.toUpperCase(), at, end }
    return { type, value: meaning(type, raw), at, end }
  }
  const character = text.charAt(at)
  if (character === '"') throw new ExpressionError('E_EXPRESSION_TEXT', '文字缺少右引号。', at)
  if (character === '[') throw new ExpressionError('E_EXPRESSION_BRACKET', '指标缺少右方括号“]”。', at)
  throw new ExpressionError('E_EXPRESSION_CHARACTER', `公式中不能使用字符“${character}”。`, at)
}

function foreignAt(text: string, at: number, bang: number): Token {
  const rest = /!\[?[A-Za-z_][A-Za-z0-9_]*\]?/y
  rest.lastIndex = bang
  const end = bang + (rest.exec(text)?.[0].length ?? 1)
  return { type: 'foreign', value: text.slice(at, end), at, end }
}

function meaning(type: TokenType, raw: string): string {
  if (type === 'value') return raw.slice(1, -1).trim()
  if (type === 'cell') return raw.slice(1)
  return type === 'operator' ? (MEANS[raw] ?? raw) : raw
}

function unquoted(raw: string): string {
  return raw.slice(1, -1).replaceAll('""', '"')
}
