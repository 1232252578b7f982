import type { FreshIndicator } from '@weitong/designer/recognition'
import type { TemplateIndicator } from '@weitong/designer/template'
import { indicatorLine } from '../../../parts/indicator-words.js'
import type { Item } from './import-desk.js'

/** What becomes of a place, in a word. */
export const OUTCOMES: Readonly<Record<Item['outcome']['as'], string>> = {
  bound: '对上指标',
  fresh: '新建指标',
  open: '待确认',
  refused: '不填报',
}

/** `整数 · 人次 · 求和` of an indicator that is yet to be. */
export const freshLine = (fresh: FreshIndicator): string =>
  indicatorLine({ ...fresh, code: '', ratio: null, definition: '' })

/** Name of what a place will be bound to. */
export function nameOf({ binding, outcome }: Item, indicators: ReadonlyMap<string, TemplateIndicator>): string {
  if (outcome.as === 'fresh') return outcome.define.name
  const code = outcome.as === 'bound' ? outcome.code : outcome.as === 'open' ? binding.indicator : null
  return code === null ? '' : `${indicators.get(code)?.name ?? ''}（${code}）`
}
