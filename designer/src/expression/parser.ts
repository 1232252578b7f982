import type { BinaryOperator, Node } from './ast.js'
import { ExpressionError } from './error.js'
import { readForeign } from './foreign.js'
import { type Token, tokenize } from './lexer.js'

/** Longer or deeper than any form needs, short enough that nothing hostile costs anything or exhausts the stack. */
const MAX_LENGTH = 8000
const MAX_TOKENS = 1000
const MAX_DEPTH = 64

/** How tightly an operator binds; comparisons least, as in Excel. */
const POWER: Readonly<Record<string, number>> = {
  '=': 1,
  '<>': 1,
  '<': 1,
  '<=': 1,
  '>': 1,
  '>=': 1,
  '&': 2,
  '+': 3,
  '-': 3,
  '*': 4,
  '/': 4,
}

export type Parsed = { readonly ast: Node } | { readonly error: ExpressionError }

/** Reads an expression in stored or shown notation. Never throws for a wrong text. */
export function parse(source: string): Parsed {
  try {
    return { ast: parseOrThrow(source) }
  } catch (error) {
    if (error instanceof ExpressionError) return { error }
    throw error
  }
}

export function parseOrThrow(source: string): Node {
  if (source.length > MAX_LENGTH)
    throw new ExpressionError('E_EXPRESSION_TOO_LONG', `公式超过 ${MAX_LENGTH} 个字符。`, 0)
  const tokens = tokenize(source)
  const beyond = tokens[MAX_TOKENS]
  if (beyond)
    throw new ExpressionError('E_EXPRESSION_TOO_LONG', '公式的项目过多，请改用区域合计，如 SUM(D6:D40)。', beyond.at)
  return new Parser(tokens).whole()
}

/** A Pratt parser: one method per place in the grammar. */
class Parser {
  private next = 0
  private depth = 0

  constructor(private readonly tokens: readonly Token[]) {}

  whole(): Node {
    if (this.peek().type === 'end') throw new ExpressionError('E_EXPRESSION_EMPTY', '请输入公式。', 0)
    const node = this.expression(0)
    const rest = this.peek()
    if (rest.type !== 'end') throw unexpected(rest)
    return node
  }

  private expression(power: number): Node {
    if (++this.depth > MAX_DEPTH) throw new ExpressionError('E_EXPRESSION_TOO_DEEP', '公式嵌套过深。', this.peek().at)
    let left = this.postfix(this.prefix())
    for (;;) {
      const operator = this.peek()
      const binds = operator.type === 'operator' ? (POWER[operator.value] ?? 0) : 0
      if (binds <= power) break
      this.take()
      const right = this.expression(binds)
      left = { kind: 'binary', operator: operator.value as BinaryOperator, left, right, at: operator.at }
    }
    this.depth -= 1
    return left
  }

  private postfix(operand: Node): Node {
    let node = operand
    while (this.peek().type === 'operator' && this.peek().value === '%') {
      node = { kind: 'unary', operator: '%', operand: node, at: this.take().at }
    }
    return node
  }

  private prefix(): Node {
    const token = this.take()
    switch (token.type) {
      case 'number':
        return { kind: 'number', value: Number(token.value), decimals: decimalsOf(token.value), at: token.at }
      case 'text':
        return { kind: 'text', value: token.value, at: token.at }
      case 'value':
        return { kind: 'value', key: token.value, at: token.at }
      case 'foreign':
        return { kind: 'foreign', ...readForeign(token.value), at: token.at }
      case 'cell':
        return this.cellOrRange(token)
      case 'address':
        return this.peek().type === 'open' ? this.call(token) : this.addressOrRange(token)
      case 'name':
        return this.name(token)
      case 'open':
        return this.closed(this.expression(0))
      case 'operator':
        if (token.value === '-') return { kind: 'unary', operator: '-', operand: this.expression(5), at: token.at }
        if (token.value === '+') return this.expression(5)
        throw unexpected(token)
      default:
        throw unexpected(token)
    }
  }

  private cellOrRange(from: Token): Node {
    if (this.peek().type !== 'colon') return { kind: 'cell', id: from.value, at: from.at }
    this.take()
    const to = this.take()
    if (to.type !== 'cell') throw unexpected(to)
    return { kind: 'range', from: from.value, to: to.value, at: from.at }
  }

  private addressOrRange(from: Token): Node {
    if (this.peek().type !== 'colon') return { kind: 'address', address: from.value, at: from.at }
    this.take()
    const to = this.take()
    if (to.type !== 'address') throw unexpected(to)
    return { kind: 'address', address: `${from.value}:${to.value}`, at: from.at }
  }

  private name(token: Token): Node {
    const upper = token.value.toUpperCase()
    if (this.peek().type === 'open') return this.call(token)
    if (upper === 'TRUE' || upper === 'FALSE') return { kind: 'boolean', value: upper === 'TRUE', at: token.at }
    const [of, name] = token.value.split('.')
    if (name && (of === 'ORG' || of === 'PERIOD' || of === 'LIMIT'))
      return { kind: 'attribute', of, name, at: token.at }
    throw new ExpressionError(
      'E_EXPRESSION_UNKNOWN_NAME',
      `不认识“${token.value}”。引用指标请写成 [${token.value}]，引用单元格请写地址，如 D6。`,
      token.at,
    )
  }

  private call(token: Token): Node {
    this.take()
    const args: Node[] = []
    if (this.peek().type !== 'close') {
      do args.push(this.expression(0))
      while (this.peek().type === 'comma' && this.take())
    }
    return this.closed({ kind: 'call', name: token.value.toUpperCase(), args, at: token.at })
  }

  private closed(node: Node): Node {
    const token = this.take()
    if (token.type === 'close') return node
    if (token.type === 'end') throw new ExpressionError('E_EXPRESSION_PARENTHESIS', '缺少右括号“)”。', token.at)
    throw unexpected(token)
  }

  private peek(): Token {
    return this.tokens[this.next] as Token
  }

  private take(): Token {
    const token = this.peek()
    if (token.type !== 'end') this.next += 1
    return token
  }
}

function unexpected(token: Token): ExpressionError {
  if (token.type === 'end') return new ExpressionError('E_EXPRESSION_INCOMPLETE', '公式不完整。', token.at)
  return new ExpressionError('E_EXPRESSION_SYNTAX', `第 ${token.at + 1} 个字符处的“${token.value}”位置不对。`, token.at)
}

function decimalsOf(literal: string): number {
  return literal.split('.')[1]?.length ?? 0
}
