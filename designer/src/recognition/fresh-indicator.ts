import type { Aggregation, ValueType } from '../indicator/index.js'
import type { TemplateCodeList } from '../template/index.js'
import type { FreshIndicator } from './proposal.js'
import type { Place } from './read-places.js'
import { isChoice, nameKey } from './words.js'

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

const COUNTED = /(?:数|量|额|率|龄|次|费|价|值|面积|收入|支出|合计|比|年限|长度|重量)$/

/** What a new indicator would be, told by unit, number format, choices and name. */
export function freshIndicator(place: Place, label: string, codeLists: readonly TemplateCodeList[]): FreshIndicator {
  const name = label.slice(0, 120) || place.address
  const list = listOf(place, codeLists)
  if (list) return { name, type: 'code', unit: '', decimals: null, aggregation: 'count-by-code', codeList: list.code }
  const type = typeOf(place, name)
  const decimals = type === 'integer' ? 0 : type === 'decimal' ? decimalsOf(place) : null
  const number = decimals !== null
  return {
    name,
    type,
    unit: number ? place.unit : '',
    decimals,
    aggregation: aggregationOf(place, type, name),
    codeList: null,
  }
}

/** Answers that may be chosen in a place: those of the validation, or printed with boxes; null where there are none. */
export function choicesOf({ choices, prefilled }: Pick<Place, 'choices' | 'prefilled'>): readonly string[] | null {
  if (choices && choices.length > 0) return choices
  if (!isChoice(prefilled)) return null
  const said = prefilled.split(/[□☐○〇\s]+|\d[.、]?/).map((text) => text.replaceAll(/[()（）;；,，、]/g, '').trim())
  const words = said.filter((text) => text !== '')
  return words.length >= 2 ? words : null
}

/** The shortest code list that has every choice, by name or `1 名称`. */
function listOf(place: Place, codeLists: readonly TemplateCodeList[]): TemplateCodeList | null {
  const choices = choicesOf(place)
  if (!choices) return null
  const fitting = codeLists.filter(({ items }) => {
    const names = new Set(items.flatMap(({ code, name }) => [name, code + name]).map(nameKey))
    return choices.every((choice) => names.has(nameKey(choice)))
  })
  return fitting.sort((a, b) => a.items.length - b.items.length)[0] ?? null
}

function typeOf({ unit, format, choices, prefilled, free }: Place, name: string): ValueType {
  if (/[yd]/i.test(format.replaceAll(/\[[^\]]*\]|"[^"]*"/g, '')) || (unit === '' && DAY.test(name))) return 'date'
  if (choices !== null || isChoice(prefilled) || format === '@') return 'text'
  if (unit === '' && (WORDS.test(name) || /^是否/.test(name))) return 'text'
  if (/0\.0/.test(format)) return 'decimal'
  if (WHOLE.has(unit) || /^#?,?#*0$/.test(format)) return 'integer'
  if (unit !== '') return 'decimal'
  if (/(?:率|比例|占比|比重|平均|费用|金额|收入|支出)/.test(name)) return 'decimal'
  // Columns of a roster and fields say who and what; those that count say so.
  return free && !COUNTED.test(name) ? 'text' : 'integer'
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
