import { fits } from '../expression/index.js'
import { isNumeric, type TemplateIndicator } from '../indicator/index.js'
import type { TemplateCodeList } from '../template/index.js'

/** A value as it is kept and sent: decimal string, text, code, day; null is blank. */
export type CellValue = string | null

/** A draft keeps what was typed even when it is no value. */
export type DraftValue = CellValue | { readonly invalid: string }
export type DraftValues = Readonly<Record<string, DraftValue>>

export type ParsedInput =
  { readonly value: CellValue } | { readonly invalid: string; readonly code: string; readonly message: string }

/** Text longer than this is no statistic. */
export const MAX_TEXT = 200

/** Full-width ASCII (U+FF01 to U+FF5E) is the same character 0xFEE0 higher; the rest are signs of a Chinese keyboard. */
function halfWidth(raw: string): string {
  return raw
    .replace(/[\uff01-\uff5e]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replace(/[\u3000\u00a0]/g, ' ')
    .replace(/。/g, '.')
    .replace(/[、，]/g, ',')
    .replace(/[−—–－]/g, '-')
}

/** Reads what was typed or pasted. Nothing is rounded or guessed: what is no value of this indicator stays as typed, marked. */
export function parseInput(raw: string, indicator: TemplateIndicator, codeList: TemplateCodeList | null): ParsedInput {
  const text = raw.trim()
  if (text.length > MAX_TEXT)
    return refuse(raw.slice(0, MAX_TEXT), 'E_VALUE_TOO_LONG', `内容过长，最多 ${MAX_TEXT} 个字。`)
  if (isNumeric(indicator.type)) return parseNumber(text, indicator)
  if (text === '') return { value: null }
  switch (indicator.type) {
    case 'code':
      return parseCode(text, codeList)
    case 'date':
      return parseDate(text)
    default:
      return { value: text }
  }
}

function refuse(invalid: string, code: string, message: string): ParsedInput {
  return { invalid, code, message }
}

function parseNumber(typed: string, indicator: TemplateIndicator): ParsedInput {
  const { min = 0 } = indicator
  const decimals = indicator.decimals ?? 0
  const text = halfWidth(typed).replace(/[\s]/g, '')
  // A Chinese keyboard types a dash as two.
  if (/^-{0,2}$/.test(text)) return { value: null }
  if (text.endsWith('%')) return refuse(typed, 'E_VALUE_PERCENT', '请直接填写数字，不带百分号。')
  const plain = text.replace(/,/g, '')
  const [matched, sign = '', whole = '', fraction = ''] = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(plain) ?? []
  if (matched === undefined || whole + fraction === '' || !separatorsFit(text)) {
    return refuse(typed, 'E_VALUE_NOT_A_NUMBER', '请填写数字。')
  }
  const significant = fraction.replace(/0+$/, '')
  if (significant.length > decimals) {
    return refuse(
      typed,
      'E_VALUE_DECIMALS',
      decimals === 0 ? '该指标应填整数，不能有小数。' : `小数最多 ${decimals} 位，现有 ${significant.length} 位。`,
    )
  }
  const digits = whole.replace(/^0+(?=\d)/, '') || '0'
  const exact = decimals === 0 ? digits : `${digits}.${significant.padEnd(decimals, '0')}`
  // Close to the limit a double cannot tell neighbours apart: what would come back changed is refused.
  if (digits.length > 16 || !fits(Number(exact), decimals) || Number(exact).toFixed(decimals) !== exact) {
    return refuse(typed, 'E_VALUE_TOO_LARGE', '数值过大，请检查单位是否填错。')
  }
  const magnitude = significant === '' ? digits : `${digits}.${significant}`
  const value = sign === '-' && magnitude !== '0' ? `-${magnitude}` : magnitude
  if (min !== null && Number(value) < min) {
    return refuse(typed, 'E_VALUE_TOO_SMALL', min === 0 ? '该指标不能为负数。' : `该指标不能小于 ${min}。`)
  }
  return { value }
}

/** Separators stand before three digits each, never behind the point: `1,2` is more likely a slip than twelve. */
function separatorsFit(text: string): boolean {
  return !text.includes(',') || /^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$/.test(text)
}

function parseCode(typed: string, codeList: TemplateCodeList | null): ParsedInput {
  const text = halfWidth(typed).trim()
  const items = codeList?.items ?? []
  const byCode = items.find(({ code }) => code.toUpperCase() === text.toUpperCase())
  if (byCode) return { value: byCode.code }
  const byName = items.filter(({ name }) => name === typed || name === text)
  const [only] = byName
  if (only && byName.length === 1) return { value: only.code }
  return refuse(typed, 'E_VALUE_NOT_IN_LIST', `不在代码表“${codeList?.title ?? ''}”中，请从下拉列表选择。`)
}

function parseDate(typed: string): ParsedInput {
  const text = halfWidth(typed).replace(/\s/g, '')
  const [matched, year = '', month = '', day = ''] =
    /^(\d{4})(?:[-/.年])(\d{1,2})(?:[-/.月])(\d{1,2})日?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? []
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return matched !== undefined && isDay(iso) ? { value: iso } : refuse(typed, 'E_VALUE_DATE', '日期应形如 2026-10-01。')
}

/** Whether the calendar has such a day: the 31st of a short month rolls over and comes back different. */
function isDay(iso: string): boolean {
  const time = Date.parse(`${iso}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(iso)
}

export function isInvalid(value: DraftValue | undefined): value is { readonly invalid: string } {
  return typeof value === 'object' && value !== null
}
