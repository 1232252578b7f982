import { isComparison, type Node } from './ast.js'
import { ExpressionError } from './error.js'
import { FUNCTIONS, TIME_FUNCTIONS } from './functions.js'

export type Kind = 'number' | 'text' | 'boolean' | 'any'

/** The names an expression may use, and what they are. */
export interface Vocabulary {
  /** Kind of a value key, or undefined when this form has no such value. */
  kindOfKey(key: string): Kind | undefined
  kindOfCell(id: string): Kind | undefined
  /** Whether both corners exist. */
  hasRange(from: string, to: string): boolean
  /** What a value of another form is, and whether a report has many of it; undefined when there is none, absent where none may be named. */
  foreign?(form: string, key: string): { readonly kind: Kind; readonly many: boolean } | undefined
  /** Attributes allowed here, e.g. `ORG.level`, `PERIOD.days`. */
  readonly attributes: Readonly<Record<string, Kind>>
  /** Whether PREV and its like may be used here. */
  readonly time: boolean
}

/** Everything wrong with a parsed expression, first to last; `wanted` is the kind the whole must have. */
export function validate(ast: Node, vocabulary: Vocabulary, wanted: Kind): ExpressionError[] {
  const validator = new Validator(vocabulary)
  const kind = validator.kindOf(ast)
  if (validator.errors.length === 0 && !fitsKind(kind, wanted)) {
    validator.say('E_EXPRESSION_TYPE', `整个公式的结果应为${KIND_NAMES[wanted]}，实际为${KIND_NAMES[kind]}。`, ast)
  }
  return validator.errors
}

const KIND_NAMES: Readonly<Record<Kind, string>> = { number: '数值', text: '文字', boolean: '是否成立', any: '任意' }

function fitsKind(kind: Kind, wanted: Kind): boolean {
  return kind === 'any' || wanted === 'any' || kind === wanted
}

class Validator {
  readonly errors: ExpressionError[] = []

  constructor(private readonly vocabulary: Vocabulary) {}

  say(code: string, message: string, node: Node): void {
    this.errors.push(new ExpressionError(code, message, node.at))
  }

  kindOf(node: Node): Kind {
    switch (node.kind) {
      case 'number':
      case 'text':
      case 'boolean':
        return node.kind
      case 'value':
        return this.known(this.vocabulary.kindOfKey(node.key), `本表没有指标 [${node.key}]，请检查编码。`, node)
      case 'cell':
        return this.known(this.vocabulary.kindOfCell(node.id), '引用的单元格已不存在，或不是填报、计算单元格。', node)
      case 'attribute': {
        const name = `${node.of}.${node.name}`
        return this.known(this.vocabulary.attributes[name], `此处没有属性 ${name}。`, node)
      }
      case 'range':
        if (!this.vocabulary.hasRange(node.from, node.to)) {
          this.say('E_EXPRESSION_UNKNOWN_NAME', '引用的区域已不存在。', node)
        }
        this.say('E_EXPRESSION_RANGE', '区域只能用作 SUM、COUNT 等函数的参数。', node)
        return 'any'
      case 'address':
        this.say('E_EXPRESSION_ADDRESS', `单元格 ${node.address} 没有内容，不能引用。`, node)
        return 'any'
      case 'foreign':
        return this.foreign(node, false)
      case 'unary':
        this.want(node.operand, 'number')
        return 'number'
      case 'binary':
        return this.binary(node)
      case 'call':
        return this.call(node)
    }
  }

  private known(kind: Kind | undefined, message: string, node: Node): Kind {
    if (kind === undefined) this.say('E_EXPRESSION_UNKNOWN_NAME', message, node)
    return kind ?? 'any'
  }

  private foreign(node: Node & { kind: 'foreign' }, takesMany: boolean): Kind {
    const { form, key } = node
    if (!this.vocabulary.foreign) {
      this.say('E_EXPRESSION_OTHER_FORM', '只有审核规则可以引用其他报表的指标。', node)
      return 'any'
    }
    const found = this.vocabulary.foreign(form, key)
    if (!found) this.say('E_EXPRESSION_UNKNOWN_NAME', `没有报表“${form}”，或它没有指标 [${key}]。`, node)
    else if (found.many && !takesMany) {
      const message = `本期对应“${form}”的多期或多行记录，请用 SUM、COUNTIFS、COUNTROWS 等函数。`
      this.say('E_EXPRESSION_OTHER_FORM', message, node)
    }
    return found?.kind ?? 'any'
  }

  private want(node: Node, wanted: Kind): void {
    const kind = this.kindOf(node)
    if (!fitsKind(kind, wanted)) {
      this.say('E_EXPRESSION_TYPE', `此处应为${KIND_NAMES[wanted]}，实际为${KIND_NAMES[kind]}。`, node)
    }
  }

  private binary(node: Node & { kind: 'binary' }): Kind {
    if (node.operator === '&') {
      this.kindOf(node.left)
      this.kindOf(node.right)
      return 'text'
    }
    if (!isComparison(node.operator)) {
      this.want(node.left, 'number')
      this.want(node.right, 'number')
      return 'number'
    }
    const left = this.kindOf(node.left)
    const right = this.kindOf(node.right)
    if (!fitsKind(left, right)) {
      this.say('E_EXPRESSION_TYPE', `${KIND_NAMES[left]}不能与${KIND_NAMES[right]}比较。`, node)
    }
    return 'boolean'
  }

  private call(node: Node & { kind: 'call' }): Kind {
    const spec = FUNCTIONS[node.name]
    if (!spec) {
      this.say(
        'E_EXPRESSION_UNKNOWN_FUNCTION',
        `没有函数 ${node.name}。可用：${Object.keys(FUNCTIONS).join('、')}。`,
        node,
      )
      return 'any'
    }
    if (node.args.length < spec.min || node.args.length > spec.max) {
      const count = spec.min === spec.max ? `${spec.min} 个` : `${spec.min} 到 ${spec.max} 个`
      this.say('E_EXPRESSION_ARGUMENTS', `函数 ${node.name} 应有 ${count}参数。`, node)
      return spec.yields
    }
    if (TIME_FUNCTIONS[node.name]) return this.time(node)
    this.args(node)
    if (node.name !== 'IF') return spec.yields
    const kinds = node.args.slice(1).map((arg) => this.quietKind(arg))
    return kinds.every((kind) => kind === kinds[0]) ? (kinds[0] ?? 'any') : 'any'
  }

  private time(node: Node & { kind: 'call' }): Kind {
    const argument = node.args[0] as Node
    if (!this.vocabulary.time) {
      this.say('E_EXPRESSION_TIME', `此处不能使用 ${node.name}，这里只看机构属性和报表期。`, node)
    } else if (argument.kind !== 'value' && argument.kind !== 'foreign') {
      this.say('E_EXPRESSION_TIME_ARGUMENT', `${node.name} 的参数应为一个指标，如 ${node.name}([M0301])。`, argument)
      return 'any'
    }
    const kind = this.kindOf(argument)
    return node.name === 'PREV' || node.name === 'LASTYEAR' ? kind : 'number'
  }

  private args(node: Node & { kind: 'call' }): void {
    for (const [index, arg] of node.args.entries()) {
      const wanted = ARGUMENTS[node.name]?.(index) ?? 'any'
      if (arg.kind === 'foreign' && OVER_MANY.has(node.name)) this.foreign(arg, true)
      else if (arg.kind !== 'range' || !OVER_MANY.has(node.name)) this.want(arg, wanted)
      else if (!this.vocabulary.hasRange(arg.from, arg.to)) {
        this.say('E_EXPRESSION_UNKNOWN_NAME', '引用的区域已不存在。', arg)
      }
    }
  }

  private quietKind(node: Node): Kind {
    return new Validator(this.vocabulary).kindOf(node)
  }
}

const OVER_MANY: ReadonlySet<string> = new Set([
  'SUM',
  'MIN',
  'MAX',
  'AVERAGE',
  'COUNT',
  'COUNTBLANK',
  'COUNTIFS',
  'SUMIFS',
  'COUNTROWS',
  'UNIQUE',
])
const all = (kind: Kind) => (): Kind => kind

/** The kind of each argument; functions not named take anything. */
const ARGUMENTS: Readonly<Record<string, (index: number) => Kind>> = {
  SUM: all('number'),
  MIN: all('number'),
  MAX: all('number'),
  AVERAGE: all('number'),
  ABS: all('number'),
  ROUND: all('number'),
  DAYS: all('text'),
  AND: all('boolean'),
  OR: all('boolean'),
  NOT: all('boolean'),
  STARTS: all('text'),
  LEFT: (index) => (index === 0 ? 'text' : 'number'),
  MID: (index) => (index === 0 ? 'text' : 'number'),
  LEN: all('text'),
  CONTAINS: all('text'),
  MOD: all('number'),
  YEARS: all('text'),
  MONTHS: all('text'),
  IDCARD_OK: all('text'),
  IDCARD_BIRTH: all('text'),
  IDCARD_SEX: all('text'),
  CREDIT_OK: all('text'),
  IF: (index) => (index === 0 ? 'boolean' : 'any'),
}
