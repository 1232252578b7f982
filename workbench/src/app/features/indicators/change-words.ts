import type { DictionaryChange } from '../../api/contract.js'
import { AGGREGATIONS_SHORT, VALUE_TYPES } from '../../parts/indicator-words.js'

const ACTS: Readonly<Record<string, string>> = {
  create: '新建',
  edit: '修改',
  retire: '停用',
  restore: '恢复使用',
  import: '导入',
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

export function actWord({ act }: DictionaryChange): string {
  return ACTS[act] ?? act
}

/** What a change gave new values; nothing for an act that is said whole by its name. */
export function changedFields({ before, after }: DictionaryChange): readonly ChangedField[] {
  if (!before || !after) return []
  return Object.keys(after).flatMap((field) => {
    const name = FIELDS[field]
    return name ? [{ name, from: valueWord(field, before[field]), to: valueWord(field, after[field]) }] : []
  })
}

export function fieldWord(field: string): string {
  return FIELDS[field] ?? field
}

/** The value of a field of an indicator as people read it. */
export function valueWord(field: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return field === 'min' ? '不限' : '（空）'
  return VALUES[field]?.[String(value)] ?? String(value)
}
