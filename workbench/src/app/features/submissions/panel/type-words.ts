import type { CellFacts } from '../sheet/cell-state.js'

/** `千元，2 位小数，必填`: what a cell takes. */
export function typeWords({ cell, indicator, codeList }: CellFacts): string {
  const parts = [indicator?.unit ?? '']
  switch (indicator?.type) {
    case 'integer':
      parts.push('整数')
      break
    case 'decimal':
      parts.push(`${indicator.decimals ?? 0} 位小数`)
      break
    case 'code':
      parts.push(`代码（${codeList?.title ?? '代码表'}）`)
      break
    case 'date':
      parts.push('日期')
      break
    case 'text':
      parts.push('文字')
      break
    case undefined:
      break
  }
  if (cell.required) parts.push('必填')
  return parts.filter((part) => part !== '' && part !== '—').join('，')
}
