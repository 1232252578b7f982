import type { SurveyInput } from '../../api/contract.js'

/** 有效期 as one reads it: `2021 年起`, `至 2027 年 12 月`, `2021 年至 2027 年 12 月`; '' where nothing is said. */
export function validity({ validFrom, validUntil }: Pick<SurveyInput, 'validFrom' | 'validUntil'>): string {
  if (validFrom && validUntil) return `${printed(validFrom)}至 ${printed(validUntil)}`
  if (validFrom) return `${printed(validFrom)}起`
  return validUntil ? `至 ${printed(validUntil)}` : ''
}

/** Whether the document has run out on a day `YYYY-MM-DD`; a year or month lasts to its end. */
export function hasRunOut(validUntil: string, today: string): boolean {
  return validUntil !== '' && today.slice(0, validUntil.length) > validUntil
}

function printed(day: string): string {
  const [year, month, date] = day.split('-')
  return [`${year} 年`, month && `${Number(month)} 月`, date && `${Number(date)} 日`].filter(Boolean).join(' ')
}
