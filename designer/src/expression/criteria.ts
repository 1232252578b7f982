import { compareNumbers, type Value } from './value.js'

type Test = (value: Value) => boolean

/**
 * A criterion of COUNTIFS or SUMIFS that is written as a text: `">=10"` and `"<>3"` compare, `"2*"` and `"*救护车*"` say how a text
 * begins or what is in it, anything else must be equal. A blank fits no criterion but `<>`.
 */
export function readCriterion(text: string): Test {
  const [, operator, operand = ''] = /^(>=|<=|<>|>|<|=)(.+)$/.exec(text) ?? []
  if (operator) return (value) => holds(operator, value, operand)
  const pattern = /^(\*?)([^*]+)(\*?)$/.exec(text)
  const [, before, part = text, after] = pattern ?? []
  if (before && after) return (value) => typeof value === 'string' && value.includes(part)
  if (after) return (value) => typeof value === 'string' && value.startsWith(part)
  if (before) return (value) => typeof value === 'string' && value.endsWith(part)
  return (value) => holds('=', value, text)
}

function holds(operator: string, value: Value, operand: string): boolean {
  if (operator === '<>') return !holds('=', value, operand)
  const order = orderOf(value, operand)
  if (order === null) return false
  switch (operator) {
    case '=':
      return order === 0
    case '>':
      return order > 0
    case '>=':
      return order >= 0
    case '<':
      return order < 0
    default:
      return order <= 0
  }
}

function orderOf(value: Value, operand: string): number | null {
  if (typeof value === 'number') {
    const number = Number(operand)
    return Number.isFinite(number) ? compareNumbers(value, number, null) : null
  }
  if (typeof value !== 'string') return null
  return value === operand ? 0 : value < operand ? -1 : 1
}
