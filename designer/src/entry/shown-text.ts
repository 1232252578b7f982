import { formatNumber, type TemplateIndicator } from '../indicator/index.js'
import type { TemplateCodeList } from '../template/index.js'
import { type DraftValue, isInvalid } from './parse-input.js'

/** What decides how a value is written out. */
export interface ShownAs {
  readonly indicator: TemplateIndicator | null
  readonly codeList: TemplateCodeList | null
  readonly isNumber: boolean
}

/** A value as a cell shows it, on the page and on paper: separators, code with name; what is no value, as it was typed. */
export function shownText(value: DraftValue, { indicator, codeList, isNumber }: ShownAs): string {
  if (value === null) return ''
  if (isInvalid(value)) return value.invalid
  if (isNumber) return formatNumber(value, indicator?.decimals ?? null)
  if (indicator?.type !== 'code') return value
  const item = codeList?.items.find(({ code }) => code === value)
  return item ? `${item.code} ${item.name}` : value
}
