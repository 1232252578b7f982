import type { Aggregation, ValueType } from '../indicator/index.js'
import type { FreshIndicator } from './proposal.js'
import type { Place } from './read-places.js'
import { isChoice } from './words.js'

const WHOLE = new Set(
  '人 人次 人次数 张 个 台 辆 例 次 床日 套 只 间 座 起 户 家 所 处 份 件 项 条 种 本 期 班 台次 例次 剂次 年 月 级'.split(
    ' ',
  ),
)
const RATES = new Set([
  '%',
  '‰',
  '/10万',
  '1/10万',
  '1/万',
  '元/人',
  '元/人次',
  '元/床日',
  '人/床',
  '次/人',
  '例/人',
  '度',
])
const WORDS =
  /(?:名称|姓名|地址|代码|编码|电话|手机|邮箱|网址|域名|备注|单位负责人|型号|厂家|证号|号码|理由|原因|内容|意见)$/
const DAY = /(?:日期|时间|年月日|年月)$/

/** What a new indicator would be, told by unit, number format, choices and name. */
export function freshIndicator(place: Place, label: string): FreshIndicator {
  const name = label.slice(0, 120) || place.address
  const type = typeOf(place, name)
  const decimals = type === 'integer' ? 0 : type === 'decimal' ? decimalsOf(place) : null
  return { name, type, unit: place.unit, decimals, aggregation: aggregationOf(place, type, name) }
}

function typeOf({ unit, format, choices, prefilled }: Place, name: string): ValueType {
  if (/[yd]/i.test(format.replaceAll(/\[[^\]]*\]|"[^"]*"/g, '')) || (unit === '' && DAY.test(name))) return 'date'
  if (choices !== null || isChoice(prefilled) || format === '@') return 'text'
  if (unit === '' && (WORDS.test(name) || /^是否/.test(name))) return 'text'
  if (/0\.0/.test(format)) return 'decimal'
  if (WHOLE.has(unit) || /^#?,?#*0$/.test(format)) return 'integer'
  if (unit !== '') return 'decimal'
  return /(?:率|比例|占比|比重|平均|费用|金额|收入|支出)/.test(name) ? 'decimal' : 'integer'
}

function decimalsOf({ format }: Place): number {
  const [, digits] = /0\.(0+)/.exec(format) ?? []
  return digits ? Math.min(6, digits.length) : 2
}

function aggregationOf({ unit, line }: Place, type: ValueType, name: string): Aggregation {
  if (type !== 'integer' && type !== 'decimal') return 'none'
  if (RATES.has(unit) || /(?:率|比例|占比|比重|平均)/.test(name)) return 'none'
  return /^(?:年末|月末|期末|季末)|期末|年末/.test(`${name}${line.section}`) ? 'period-end' : 'sum'
}
