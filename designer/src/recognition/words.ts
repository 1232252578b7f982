/** What words of an official form mean, and how names are compared. No place on a sheet is known here. */

import type { PeriodType } from '../period/index.js'

const UNITS = new Set(
  [
    '人 人次 人次数 张 个 台 辆 例 次 元 千元 万元 亿元 百元 床日 天 日 小时 分钟 秒 年 月 周 岁 级 分 支 套 只 间 座 管 起 吨 克 千克 公斤 升 毫升 米 厘米 公里 户 家 所 处 份',
    '件 项 条 种 本 册 篇 期 班 名 位 人份 批 批次 剂 剂次 例次 台次 台时 人年 人日 人天 万人 万人次 千人 万张 张次 床 科 站 点 村 乡 镇 县 市 课时 学时 学分 场 场次 % ‰ 平方米 立方米',
    '万平方米 ㎡ m² 亩 公顷 度 千瓦 kW kWh TB GB MB Mbps U DDDs 元/人 元/人次 元/床日 人/床 次/人 mg kg g t ml mL mmHg 例/人 支/盒 盒 瓶 袋 片 粒 单位 人次/日 1/10万 1/万 /10万 /万',
  ].flatMap((line) => line.split(' ')),
)

export const isUnit = (text: string): boolean =>
  UNITS.has(text.replaceAll(/[\s()（）]/g, '')) || /^[/—\-－]+$/.test(text)
export const unitOf = (text: string): string => {
  const bare = text.replaceAll(/[\s()（）]/g, '').replace('％', '%')
  return UNITS.has(bare) || UNITS.has(text.trim()) ? bare : ''
}

/** `床位数（张）` → 张; the last parenthesis that holds a unit. */
export function unitIn(text: string): string {
  for (const [, inside = ''] of [...text.matchAll(/[（(【[]([^（(）)【】[\]]*)[）)】\]]/g)].reverse()) {
    const unit = unitOf(inside.replace(/^(?:计量)?单位[:：]?/, ''))
    if (unit) return unit
  }
  return ''
}

/** What a name counts, where it says so itself: 出院人数 is no money, whatever stands over the table. */
export function unitSaid(name: string): string {
  if (/人次数?$/.test(name)) return '人次'
  if (/(?:人数|人员数?|职工数)$/.test(name)) return '人'
  if (/床位数?$/.test(name)) return '张'
  return /(?:率|比例|占比|比重)$/.test(name) ? '%' : ''
}

export const isMoney = (unit: string): boolean => /元$/.test(unit)

/** A unit note: `单位：人`, `计量单位: 千元`. */
export function unitNoteIn(text: string): string | null {
  const [, unit] = /(?:计量|金额|计算)?单位\s*[:：]\s*([^\s:：]{1,8})$/.exec(text) ?? []
  return unit && (isUnit(unit) || unit.split(/[、,，/和]/).every(isUnit)) ? unit : null
}

const LEGAL = [
  '表号',
  '制定机关',
  '制表机关',
  '批准机关',
  '批准文号',
  '备案机关',
  '备案文号',
  '有效期至',
  '有效期',
] as const
export type LegalWord = (typeof LEGAL)[number]

/** `表　　号：卫健统1-9表` → ['表号', '卫健统1-9表']. */
export function legalIn(text: string): readonly [LegalWord, string] | null {
  const bare = text.replaceAll(' ', '')
  for (const word of LEGAL) {
    if (bare === word) return [word, '']
    const [matched, rest = ''] = new RegExp(`^${word}(?:[:：]|为)(.*)$`).exec(bare) ?? []
    if (matched) return [word, rest]
  }
  return null
}

const HEAD_ITEM =
  /^(?:填报单位|填报机构|报送单位|调查单位|机构名称|单位名称|填报人单位|综合机关名称|组织机构代码|统一社会信用代码|社会信用代码|机构代码|单位代码|行政区划代码|报表期|报告期|报告期别|报表期别|填报时间|填表时间|填报日期|填报期)(?:[（(].*[)）])?\s*(?:[（(]盖?章?[)）])?\s*[:：]/
const PERIOD =
  /^[（(]?\s*(?:\d{2,4}|二〇..|[_＿\s　]{2,})\s*年\s*(?:度|[\s_＿\d]*月|[一二三四\s_＿\d]*季度?|[上下]半年)?\s*[)）]?$/

/** Fields above the table and its period: never a column head. */
export const isHeadItem = (text: string): boolean => HEAD_ITEM.test(text) || PERIOD.test(text)

/** How often a form of this title is filled: 月报表, 季度报表, or null when it does not say. */
export function periodTypeIn(title: string): PeriodType | null {
  const said: readonly (readonly [PeriodType, RegExp])[] = [
    ['half', /半年/],
    ['quarter', /季(?:度|报)/],
    ['month', /月(?:度|报)|按月|[（(]月[)）]/],
    ['year', /年(?:度|报)|[（(]年[)）]/],
  ]
  return said.find(([, words]) => words.test(title))?.[0] ?? null
}

const FOOT =
  /^(?:单位负责人|统计负责人|填表人|制表人|制表|填报人|联系电话|联系方式|电话|手机|审核人|复核人|分管领导|科室负责人|负责人|主管领导|报出日期|上报日期|填报日期|报送日期)\s*(?:[（(]?签[字章名][)）]?)?\s*[:：]/
export const isFoot = (text: string): boolean => FOOT.test(text)
/** `单位负责人：　填表人：` in one cell: each of them. */
export function footItems(text: string): readonly string[] {
  return text.split(/\s+|[:：][_＿\s]*/).filter((part) => FOOT.test(`${part}：`))
}

export const isNote = (text: string): boolean =>
  /^(?:注|说明|备注|填表说明|填报说明|审核关系|逻辑关系|指标解释|补充资料|要求|附注|表内逻辑|主要审核)\s*\d?\s*[:：、.．]/.test(
    text,
  ) || /^(?:填表说明|填报说明|审核关系|逻辑审核关系)$/.test(text)
/** `表二　设备情况`: the name of a table among several. */
export const isTableName = (text: string): boolean =>
  /^附?表\s*(?:[一二三四五六七八九十]+|\d+(?:[-－]\d+)?)[\s、.．：:]/.test(text)
export const isContinued = (text: string): boolean =>
  /^[（(]?续(?:表|上表|[一二三四五\d]|）|\))|[（(]续(?:表)?[一二三四五\d]*[)）]$|表续[一二三\d]*$/.test(text)

export const isSequenceHead = (text: string): boolean =>
  /^(?:序号|行次|编号|行号|顺序号|No\.?|NO\.?)$/i.test(squeeze(text))
export const isCodeHead = (text: string): boolean =>
  /^(?:代码|编码|指标代码|指标编码|代号|行代码|项目代码)$/.test(squeeze(text))
export const isUnitHead = (text: string): boolean => /^(?:计量单位|单位|计算单位|量纲)$/.test(squeeze(text))
export const isNoteHead = (text: string): boolean =>
  /^(?:备注|说明|填报说明|填表说明|指标解释|指标说明|指标含义|计算方法|计算公式|数据来源|来源|审核关系|逻辑关系|责任科室|责任部门|填报部门)$/.test(
    squeeze(text),
  )
export const isStubHead = (text: string): boolean =>
  /(?:指标名称|指标|项目|名称|科室|类别|内容|地区|机构|病种|分类|栏目|甲|事项|类型|级别|项\\?目)$/.test(squeeze(text))

/** A head that says nothing about what is counted. */
export const isGenericHead = (text: string): boolean =>
  /^(?:数量|数值|数据|数|本期|本期数|本月|本月数|本年|本年数|本季|本季数|填报数|填报数据|指标值|实际数|实际|期末数|年末数|数额|金额|合计|填报内容|填写内容|填报值|结果|值|人数|本期实际|本年实际|当月数|当期数)$/.test(
    squeeze(text.replaceAll(/[（(][^（）()]*[)）]/g, '')),
  )

/** What is printed where nothing is to be filled. */
export const isClosed = (text: string): boolean => /^[×xX✕—–\-－/／\\＼*＊※…·#]+$/.test(text)
/** `□是 □否`, `1是 2否`: an answer to choose. */
export const isChoice = (text: string): boolean =>
  /[□☐○〇]/.test(text) || /^\s*1\s*[.、]?\S+\s+2\s*[.、]?\S+/.test(text)

export const isNumber = (text: string): boolean => /^[-+]?[\d,，]+(?:\.\d+)?%?$/.test(text)
/** What stands under the heads of label columns in the row 甲 乙 1 2 3. */
export const isLetter = (text: string): boolean => /^(?:[（(]?[甲乙丙丁戊己][)）]?|栏次|栏号|列次|列号)$/.test(text)

const squeeze = (text: string): string => text.replaceAll(/[\s\u3000]/g, '')
const NUMBERING =
  /^(?:[（(]?[一二三四五六七八九十]+[)）]?[、.．]|[（(]\d+[)）]|\d+(?:\.\d+)+(?=[^\d.])|\d+[、．)）]|\d+\.(?!\d)|\d+ (?=\D)|[①-⑳]|[A-Za-z][.、．])\s*/
const PART = /^(?:其中|内中|内)\s*[:：]?\s*/
const AMONG = /^其中\s*[:：]?|^内\s*[:：]|^#/

export interface Label {
  /** As printed, tidied. */
  readonly text: string
  /** Without its number, 其中 and unit. */
  readonly core: string
  /** Digits before the name (`2.1.1`, `一`), or ''. */
  readonly number: string
  readonly part: boolean
  readonly total: boolean
  readonly unit: string
}

/** Takes a stub text apart: `2.1.1 其中：药品收入（千元）`. */
export function readLabel(text: string): Label {
  const [numbered = ''] = NUMBERING.exec(text) ?? []
  let rest = text.slice(numbered.length)
  const part = AMONG.test(rest)
  rest = rest.replace(PART, '').replace(/^#\s*/, '')
  const [again = ''] = part ? (NUMBERING.exec(rest) ?? []) : ['']
  rest = rest.slice(again.length)
  const unit = unitIn(rest)
  const core = (unit ? rest.replace(/[（(【[][^（(）)【】[\]]*[）)】\]]\s*$/, '') : rest).trim()
  const total = /^(?:合|总|小|共)\s*计(?:数)?$|^总\s*数$|^合计[:：（(]/.test(squeeze(core))
  return {
    text,
    core: core === '' ? rest.trim() : core,
    number: numbered.trim().replace(/[、.．)）]$/, ''),
    part,
    total,
    unit,
  }
}

/** A name as it is compared: no numbers before it, no 其中, no notes who fills it, no punctuation, one width. */
export function nameKey(name: string): string {
  const { core } = readLabel(name.normalize('NFKC').trim())
  return core
    .replace(/[(][^()]*(?:填报|填写|填)[)]/g, '')
    .replace(/[(](?:\d|多选)[^()]*[)]$/, '')
    .replaceAll(/[\s\p{P}\p{S}]/gu, '')
    .toLowerCase()
}
/** Looser: the small words offices leave out. */
export const looseKey = (key: string): string => key.replaceAll(/[数的总之]/g, '')
