import type { CodeItem } from '@weitong/designer/indicator'
import type { DictionaryChange } from '../../api/contract.js'
import { AGGREGATIONS_SHORT, VALUE_TYPES } from '../../parts/indicator-words.js'

const ACTS: Readonly<Record<string, string>> = {
  create: '新建',
  edit: '修改',
  retire: '停用',
  restore: '恢复使用',
  import: '导入',
  draft: '起草',
  save: '修改草稿：',
  publish: '发布',
  discard: '删除草稿：',
}

const FIELDS: Readonly<Record<string, string>> = {
  name: '名称',
  type: '类型',
  unit: '计量单位',
  decimals: '小数位数',
  min: '最小值',
  aggregation: '汇总方式',
  ratio: '比率公式',
  codeList: '代码表',
  definition: '指标解释',
}

const VALUES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  type: VALUE_TYPES,
  aggregation: AGGREGATIONS_SHORT,
}

/** One field that was changed, in words. */
export interface ChangedField {
  readonly name: string
  readonly from: string
  readonly to: string
}

/** `修改`, `发布第 2 版`. */
export function actWord({ act, after }: DictionaryChange): string {
  const word = ACTS[act] ?? act
  if (typeof after?.['number'] !== 'number') return word
  const from = after['effectiveFrom']
  return `${word}第 ${after['number']} 版${typeof from === 'string' ? `，${from} 起生效` : ''}`
}

/** What a change gave new values; nothing for an act that is said whole by its name. */
export function changedFields({ before, after }: DictionaryChange): readonly ChangedField[] {
  if (!before || !after) return []
  if ('items' in after) return changedItems(before['items'], after['items'])
  return Object.keys(after).flatMap((field) => {
    const name = FIELDS[field]
    return name ? [{ name, from: valueWord(field, before[field]), to: valueWord(field, after[field]) }] : []
  })
}

/** The value of a field of an indicator as people read it. */
export function valueWord(field: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return field === 'min' ? '不限' : '（空）'
  return VALUES[field]?.[String(value)] ?? String(value)
}

/** More lines than anybody reads in a history. */
const ITEMS_SAID = 20

/** What became of the codes of a list. */
function changedItems(before: unknown, after: unknown): readonly ChangedField[] {
  const [old, fresh] = [before, after].map((items) => (Array.isArray(items) ? (items as CodeItem[]) : []))
  const names = new Map(fresh?.map((item) => [item.code, item]))
  const was = new Map(old?.map((item) => [item.code, item]))
  const codes = [...new Set([...was.keys(), ...names.keys()])]
  const lines = codes.slice(0, ITEMS_SAID).map((code) => ({
    name: code,
    from: itemWord(was.get(code)) || '（没有）',
    to: itemWord(names.get(code)) || '（删除）',
  }))
  if (codes.length <= ITEMS_SAID) return lines
  return [...lines, { name: '其他', from: '', to: `还有 ${codes.length - ITEMS_SAID} 条` }]
}

function itemWord(item: CodeItem | undefined): string {
  if (!item) return ''
  return item.parent === null ? item.name : `${item.name}（上级 ${item.parent}）`
}
