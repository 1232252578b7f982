import type { Node } from './ast.js'
import { FUNCTIONS } from './functions.js'

/** Chinese names of what an expression refers to; undefined leaves the code. */
export interface Names {
  nameOfKey(key: string): string | undefined
  nameOfCell(id: string): string | undefined
  /** Title of a threshold. */
  nameOfLimit?(name: string): string | undefined
  /** Form and value, such as 《卫健统1-1表》实有床位. */
  nameOfForeign?(form: string, key: string): string | undefined
}

const ATTRIBUTES: Readonly<Record<string, string>> = {
  'ORG.category': '机构类别',
  'ORG.economicType': '经济类型',
  'ORG.ownership': '公立或民营',
  'ORG.host': '主办单位',
  'ORG.affiliation': '隶属关系',
  'ORG.level': '医院级别',
  'ORG.grade': '医院等次',
  'ORG.division': '行政区划',
  'ORG.city': '所在市州',
  'ORG.county': '所在县区',
  'PERIOD.days': '报告期天数',
  'PERIOD.start': '报告期首日',
  'PERIOD.end': '报告期末日',
}
const SIGNS: Readonly<Record<string, string>> = {
  '*': '×',
  '/': '÷',
  '-': '−',
  '>=': '≥',
  '<=': '≤',
  '<>': '≠',
}

/** An expression in words: `医疗收入 = 门诊收入 + 住院收入`. */
export function describe(node: Node, names: Names): string {
  const of = (child: Node): string => describe(child, names)
  switch (node.kind) {
    case 'number':
      return String(node.value)
    case 'text':
      return `“${node.value}”`
    case 'boolean':
      return node.value ? '是' : '否'
    case 'value':
      return names.nameOfKey(node.key) ?? node.key
    case 'cell':
      return names.nameOfCell(node.id) ?? node.id
    case 'range':
      return `${names.nameOfCell(node.from) ?? node.from}至${names.nameOfCell(node.to) ?? node.to}`
    case 'address':
      return node.address
    case 'attribute':
      if (node.of === 'LIMIT') return names.nameOfLimit?.(node.name) ?? node.name
      return ATTRIBUTES[`${node.of}.${node.name}`] ?? node.name
    case 'foreign':
      return names.nameOfForeign?.(node.form, node.key) ?? `${node.form} ${node.key}`
    case 'unary':
      return node.operator === '-' ? `−${inside(node.operand, node, of)}` : `${of(node.operand)}%`
    case 'binary':
      return `${inside(node.left, node, of)} ${SIGNS[node.operator] ?? node.operator} ${inside(node.right, node, of)}`
    case 'call':
      return describeCall(node, of)
  }
}

function describeCall(node: Node & { kind: 'call' }, of: (child: Node) => string): string {
  const [first = '', second = '', third = ''] = node.args.map(of)
  switch (node.name) {
    case 'SUM':
      return node.args.length === 1 ? `${first}合计` : node.args.map(of).join(' + ')
    case 'AND':
      return node.args.map(of).join('，并且 ')
    case 'OR':
      return node.args.map(of).join('，或者 ')
    case 'NOT':
      return `不应：${first}`
    case 'IF':
      return third ? `若 ${first} 则 ${second}，否则 ${third}` : `若 ${first}，则 ${second}`
    case 'BETWEEN':
      return `${first} 在 ${second} 至 ${third} 之间`
    case 'STARTS':
      return `${first} 以${second}开头`
    case 'IN':
      return `${first} 为 ${node.args.slice(1).map(of).join('、')} 之一`
    case 'CONTAINS':
      return `${first} 含有${second}`
    case 'YEARS':
    case 'MONTHS':
      return `${first}至${second}满${node.name === 'YEARS' ? '年' : '月'}数`
    case 'ISBLANK':
      return `${first} 未填`
    case 'PREV':
    case 'LASTYEAR':
      return `${FUNCTIONS[node.name]?.wording ?? ''}${first}`
    case 'MOM':
    case 'YOY':
      return `${first}${FUNCTIONS[node.name]?.wording ?? ''}`
    default:
      return `${FUNCTIONS[node.name]?.wording ?? node.name}（${node.args.map(of).join('，')}）`
  }
}

const POWER: Readonly<Record<string, number>> = { '&': 2, '+': 3, '-': 3, '*': 4, '/': 4 }

/** An operand, in parentheses where the reading would change without them. */
function inside(operand: Node, parent: Node, of: (child: Node) => string): string {
  if (operand.kind !== 'binary') return of(operand)
  const above = parent.kind === 'binary' ? (POWER[parent.operator] ?? 1) : 5
  const own = POWER[operand.operator] ?? 1
  const rightOfMinus =
    parent.kind === 'binary' && parent.right === operand && (parent.operator === '-' || parent.operator === '/')
  return own < above || (own === above && rightOfMinus) ? `（${of(operand)}）` : of(operand)
}
