import { type Comparison, isComparison, type Node } from './ast.js'
import { readCriterion } from './criteria.js'
import { ExpressionError } from './error.js'
import { foreignId } from './foreign.js'
import { TIME_FUNCTIONS } from './functions.js'
import { PLAIN_FUNCTIONS } from './plain-functions.js'
import { type Scales, scaleOf } from './scale.js'
import { isWithin, type Tolerance } from './tolerance.js'
import { compareNumbers, round, type Value } from './value.js'

/** Values the compiled closures read: one slot per cell or value, the same slot in all three periods. */
export interface Frame {
  readonly now: readonly Value[]
  readonly previous: readonly Value[]
  readonly lastYear: readonly Value[]
  readonly org: Readonly<Record<string, Value | undefined>>
  readonly period: Readonly<Record<string, Value | undefined>>
  /** Thresholds of the form as they are for this unit and period. */
  readonly limits?: Readonly<Record<string, Value | undefined>>
  /** Values of other forms by `foreignId`, one for each record and period; null where a report of them is missing. */
  readonly foreign?: ReadonlyMap<string, readonly Value[] | null>
  /** Slots that do not apply to the unit: their value is null, yet they are neither blank nor 0. */
  readonly inapplicable?: ReadonlySet<number>
}

export type Closure = (frame: Frame) => Value

/** How names become slots. Undefined means the name is unknown, which validation has said before. */
export interface Slots extends Scales {
  /** How far the two sides of a comparison may be apart and still count as equal; absent: not at all. */
  toleranceAt?(node: Node): Tolerance | null
  slotOf(node: Node & { kind: 'value' | 'cell' }): number | undefined
  slotsOf(range: Node & { kind: 'range' }): readonly number[]
}

/** Turns a tree into closures, once per form version. Throws ExpressionError for a name without a slot. */
export function compile(node: Node, slots: Slots): Closure {
  const of = (child: Node): Closure => compile(child, slots)
  switch (node.kind) {
    case 'number':
    case 'text':
    case 'boolean': {
      const { value } = node
      return () => value
    }
    case 'value':
    case 'cell': {
      const slot = slotOrThrow(node, slots)
      return (frame) => frame.now[slot] ?? null
    }
    case 'attribute': {
      const { name } = node
      if (node.of === 'ORG') return (frame) => frame.org[name] ?? null
      return node.of === 'PERIOD' ? (frame) => frame.period[name] ?? null : (frame) => frame.limits?.[name] ?? null
    }
    case 'unary': {
      const operand = of(node.operand)
      const factor = node.operator === '-' ? -1 : 0.01
      return (frame) => {
        const value = operand(frame)
        return typeof value === 'number' ? value * factor : null
      }
    }
    case 'binary':
      return isComparison(node.operator)
        ? comparison(node as Node & { kind: 'binary'; operator: Comparison }, slots)
        : arithmetic(node.operator, of(node.left), of(node.right))
    case 'call':
      return call(node, slots)
    case 'foreign': {
      const id = foreignId(node, 'now')
      return (frame) => only(frame, id)
    }
    case 'range':
    case 'address':
      throw new ExpressionError('E_EXPRESSION_NOT_HERE', '此处不能使用该引用。', node.at)
  }
}

/** What another form says, where it says one thing. */
function only(frame: Frame, id: string): Value {
  const found = frame.foreign?.get(id)
  return found?.length === 1 ? (found[0] ?? null) : null
}

function slotOrThrow(node: Node & { kind: 'value' | 'cell' }, slots: Slots): number {
  const slot = slots.slotOf(node)
  if (slot === undefined)
    throw new ExpressionError('E_EXPRESSION_UNKNOWN_NAME', '公式引用了不存在的指标或单元格。', node.at)
  return slot
}

/** `+` and `-` skip blanks, all blank is blank; `×` and `÷` with a blank, and `÷ 0`, are blank. */
function arithmetic(operator: string, left: Closure, right: Closure): Closure {
  if (operator === '&') return (frame) => text(left(frame)) + text(right(frame))
  return (frame) => {
    const a = left(frame)
    const b = right(frame)
    const x = typeof a === 'number' ? a : null
    const y = typeof b === 'number' ? b : null
    switch (operator) {
      case '+':
        return x === null ? y : y === null ? x : x + y
      case '-':
        return x === null ? (y === null ? null : -y) : y === null ? x : x - y
      case '*':
        return x === null || y === null ? null : x * y
      default:
        return x === null || y === null || y === 0 ? null : x / y
    }
  }
}

function text(value: Value): string {
  return value === null ? '' : String(value)
}

/** A comparison with a blank is unknown. Numbers are compared at the larger scale of the two sides. */
function comparison(node: Node & { kind: 'binary'; operator: Comparison }, slots: Slots): Closure {
  const left = compile(node.left, slots)
  const right = compile(node.right, slots)
  const holds = HOLDS[node.operator]
  const decimals = commonScale(node.left, node.right, slots)
  const tolerance = TOLERANT.has(node.operator) ? (slots.toleranceAt?.(node) ?? null) : null
  return (frame) => {
    const [a, b] = [left(frame), right(frame)]
    const order = isWithin(tolerance, a, b) ? 0 : compareValues(a, b, decimals)
    return order === null ? null : holds(order)
  }
}

/** What is strictly less, or different, is not made so by a tolerance. */
const TOLERANT: ReadonlySet<string> = new Set(['=', '<=', '>='])

const HOLDS: Readonly<Record<Comparison, (order: number) => boolean>> = {
  '=': (order) => order === 0,
  '<>': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
}

function commonScale(left: Node, right: Node, scales: Scales): number | null {
  const a = scaleOf(left, scales)
  const b = scaleOf(right, scales)
  return a === null || b === null ? null : Math.max(a, b)
}

function compareValues(a: Value, b: Value, decimals: number | null): number | null {
  if (a === null || b === null || typeof a !== typeof b) return null
  if (typeof a === 'number') return compareNumbers(a, b as number, decimals)
  return a === b ? 0 : a < b ? -1 : 1
}

type Call = Node & { kind: 'call' }

function call(node: Call, slots: Slots): Closure {
  const time = TIME_FUNCTIONS[node.name]
  if (time) return timeCall(node, { slots, time })
  if (node.name === 'COUNTBLANK') return countBlank(node, slots)
  const over = OVER_LINES[node.name]
  if (over) return whereReported(node, over(node, slots))
  const fold = FOLDS[node.name]
  if (fold) {
    const values = operands(node.args, slots)
    return whereReported(node, (frame) => fold(values(frame)))
  }
  const args = node.args.map((arg) => compile(arg, slots))
  const plain = PLAIN_FUNCTIONS[node.name]
  if (plain) return (frame) => plain(args.map((arg) => arg(frame)))
  const [first = blank, second = blank, third = blank] = args
  switch (node.name) {
    case 'ABS':
      return (frame) => {
        const value = first(frame)
        return typeof value === 'number' ? Math.abs(value) : null
      }
    case 'ROUND':
      return (frame) => {
        const value = first(frame)
        const digits = second(frame)
        return typeof value === 'number' && typeof digits === 'number' ? round(value, digits) : null
      }
    case 'IF':
      return (frame) => {
        const condition = first(frame)
        return condition === true ? second(frame) : condition === false ? third(frame) : null
      }
    case 'AND':
      return (frame) => logical(args, frame, false)
    case 'OR':
      return (frame) => logical(args, frame, true)
    case 'NOT':
      return (frame) => {
        const value = first(frame)
        return typeof value === 'boolean' ? !value : null
      }
    case 'ISBLANK':
      return isBlank(node, slots)
    case 'BETWEEN':
      return between(node, slots)
    case 'STARTS':
      return (frame) => {
        const value = first(frame)
        return typeof value === 'string' ? value.startsWith(text(second(frame))) : null
      }
    case 'IN':
      return (frame) => {
        const value = first(frame)
        return value === null ? null : args.slice(1).some((arg) => compareValues(value, arg(frame), null) === 0)
      }
    default:
      throw new ExpressionError('E_EXPRESSION_UNKNOWN_FUNCTION', `没有函数 ${node.name}。`, node.at)
  }
}

const blank: Closure = () => null

/** What is counted in a report that does not exist is unknown, not 0. */
function whereReported(node: Call, closure: Closure): Closure {
  const ids = node.args.flatMap((arg) => (arg.kind === 'foreign' ? [foreignId(arg, 'now')] : []))
  if (ids.length === 0) return closure
  return (frame) => (ids.every((id) => frame.foreign?.get(id)) ? closure(frame) : null)
}

/** Three-valued: one decisive operand decides, else an unknown one makes it unknown. */
function logical(args: readonly Closure[], frame: Frame, decisive: boolean): Value {
  let unknown = false
  for (const arg of args) {
    const value = arg(frame)
    if (value === decisive) return decisive
    if (typeof value !== 'boolean') unknown = true
  }
  return unknown ? null : !decisive
}

function between(node: Call, slots: Slots): Closure {
  const [value, low, high] = node.args as [Node, Node, Node]
  const [x, lower, upper] = [compile(value, slots), compile(low, slots), compile(high, slots)]
  const [lowScale, highScale] = [commonScale(value, low, slots), commonScale(value, high, slots)]
  const tolerance = slots.toleranceAt?.(node) ?? null
  const compareTo = (at: Value, limit: Value, scale: number | null): number | null =>
    isWithin(tolerance, at, limit) ? 0 : compareValues(at, limit, scale)
  return (frame) => {
    const at = x(frame)
    const above = compareTo(at, lower(frame), lowScale)
    const below = compareTo(at, upper(frame), highScale)
    return above === null || below === null ? null : above >= 0 && below <= 0
  }
}

function timeCall(node: Call, at: { slots: Slots; time: 'previous' | 'lastYear' }): Closure {
  const argument = node.args[0]
  if (argument?.kind === 'foreign') return foreignTimeCall(node, argument, at.time)
  if (argument?.kind !== 'value' && argument?.kind !== 'cell') {
    throw new ExpressionError('E_EXPRESSION_TIME_ARGUMENT', `${node.name} 的参数应为一个指标。`, node.at)
  }
  const slot = slotOrThrow(argument, at.slots)
  const { time } = at
  if (node.name === 'PREV' || node.name === 'LASTYEAR') return (frame) => frame[time][slot] ?? null
  return (frame) => growth(frame.now[slot] ?? null, frame[time][slot] ?? null)
}

function foreignTimeCall(node: Call, argument: Node & { kind: 'foreign' }, time: 'previous' | 'lastYear'): Closure {
  const [now, base] = [foreignId(argument, 'now'), foreignId(argument, time)]
  if (node.name === 'PREV' || node.name === 'LASTYEAR') return (frame) => only(frame, base)
  return (frame) => growth(only(frame, now), only(frame, base))
}

function growth(now: Value, base: Value): Value {
  return typeof now === 'number' && typeof base === 'number' && base !== 0 ? (now - base) / base : null
}

/** Unknown for a cell that does not apply. */
function isBlank(node: Call, slots: Slots): Closure {
  const [argument] = node.args as [Node]
  const value = compile(argument, slots)
  const slot = isReference(argument) ? slots.slotOf(argument) : undefined
  return (frame) => (slot !== undefined && frame.inapplicable?.has(slot) ? null : value(frame) === null)
}

/** Cells that do not apply are not counted. */
function countBlank(node: Call, slots: Slots): Closure {
  const read = node.args.flatMap((arg) => {
    if (arg.kind === 'range') return slots.slotsOf(arg)
    return isReference(arg) ? [slotOrThrow(arg, slots)] : []
  })
  const others = node.args.filter((arg) => arg.kind !== 'range' && !isReference(arg)).map((arg) => compile(arg, slots))
  return (frame) =>
    read.filter((slot) => (frame.now[slot] ?? null) === null && !frame.inapplicable?.has(slot)).length +
    others.filter((closure) => closure(frame) === null).length
}

function isReference(node: Node): node is Node & { kind: 'value' | 'cell' } {
  return node.kind === 'value' || node.kind === 'cell'
}

/** All values of the arguments in order, ranges opened. */
function operands(args: readonly Node[], slots: Slots): (frame: Frame) => Value[] {
  const parts = args.map((arg): ((frame: Frame) => readonly Value[]) => {
    if (arg.kind === 'range') {
      const cells = slots.slotsOf(arg)
      return (frame) => cells.map((slot) => frame.now[slot] ?? null)
    }
    if (arg.kind === 'foreign') {
      const id = foreignId(arg, 'now')
      return (frame) => frame.foreign?.get(id) ?? []
    }
    const closure = compile(arg, slots)
    return (frame) => [closure(frame)]
  })
  const [single] = parts
  return parts.length === 1 && single ? (frame) => [...single(frame)] : (frame) => parts.flatMap((part) => part(frame))
}

const numbers = (values: readonly Value[]): number[] => values.filter((value) => typeof value === 'number')
const unlessBlank = (fold: (found: number[]) => number) => (values: readonly Value[]) => {
  const found = numbers(values)
  return found.length === 0 ? null : fold(found)
}
const add = (found: readonly number[]): number => found.reduce((sum, value) => sum + value, 0)

/** Functions that look at several ranges line by line, as the columns of a roster. */
const OVER_LINES: Readonly<Record<string, (node: Call, slots: Slots) => Closure>> = {
  COUNTROWS: (node, slots) => {
    const lines = linesOf(node.args, slots)
    return (frame) => lines(frame).filter((line) => line.some((value) => value !== null)).length
  },
  UNIQUE: (node, slots) => {
    const lines = linesOf(node.args, slots)
    return (frame) => {
      const full = lines(frame).filter((line) => !line.includes(null))
      return new Set(full.map((line) => JSON.stringify(line))).size === full.length
    }
  },
  COUNTIFS: (node, slots) => {
    const lines = fittingLines(node.args, slots)
    return (frame) => lines(frame).length
  },
  SUMIFS: (node, slots) => {
    const lines = fittingLines(node.args.slice(1), slots)
    const summed = operands(node.args.slice(0, 1), slots)
    const sum = unlessBlank(add)
    return (frame) => {
      const values = summed(frame)
      return sum(lines(frame).map((at) => values[at] ?? null)) ?? 0
    }
  },
}

/** Positions of the lines in which every range has its value, in pairs `range, value`; a blank value is found nowhere. */
function fittingLines(pairs: readonly Node[], slots: Slots): (frame: Frame) => readonly number[] {
  const lines = linesOf(
    pairs.filter((_, at) => at % 2 === 0),
    slots,
  )
  const tests = pairs.filter((_, at) => at % 2 === 1).map((arg) => fitting(arg, slots))
  return (frame) => {
    const fits = tests.map((test) => test(frame))
    return lines(frame).flatMap((line, at) => (fits.every((test, column) => test(line[column] ?? null)) ? [at] : []))
  }
}

/** What is written as a text is a criterion; a computed value has to be equal, whatever it looks like. */
function fitting(wanted: Node, slots: Slots): (frame: Frame) => (value: Value) => boolean {
  if (wanted.kind === 'text') {
    const criterion = readCriterion(wanted.value)
    return () => criterion
  }
  const closure = compile(wanted, slots)
  return (frame) => {
    const value = closure(frame)
    return (found) => compareValues(found, value, null) === 0
  }
}

/** The arguments side by side: the first cells of all ranges, the second ones, and so on. */
function linesOf(args: readonly Node[], slots: Slots): (frame: Frame) => readonly (readonly Value[])[] {
  const columns = args.map((arg) => operands([arg], slots))
  return (frame) => {
    const read = columns.map((column) => column(frame))
    return (read[0] ?? []).map((_, at) => read.map((column) => column[at] ?? null))
  }
}

/** Functions over many values; all skip blanks, and all blank gives blank. */
const FOLDS: Readonly<Record<string, (values: readonly Value[]) => Value>> = {
  SUM: unlessBlank(add),
  MIN: unlessBlank((found) => Math.min(...found)),
  MAX: unlessBlank((found) => Math.max(...found)),
  AVERAGE: unlessBlank((found) => add(found) / found.length),
  COUNT: (values) => numbers(values).length,
}
