import type { StartValue } from '@weitong/designer/entry'
import type { OpenReport } from '../report/open-report.js'

/** Where a first value comes from, in words: 上期（2026年9月）. */
export function originOf({ from }: StartValue, { view }: Pick<OpenReport, 'view'>, form = ''): string {
  const { previousLabel, lastYearLabel } = view()
  const words = {
    value: '默认值',
    previous: `上期（${previousLabel}）`,
    lastYear: `上年同期（${lastYearLabel}）`,
    form: `另一张表${form === '' ? '' : `（${form}）`}`,
  }
  return words[from]
}

/** 已带入 5 格：上期（2026年9月）3 格、默认值 2 格。 */
export function startWords(report: OpenReport): string {
  const counts = new Map<string, number>()
  for (const start of report.carriedIn) {
    const origin = originOf(start, report)
    counts.set(origin, (counts.get(origin) ?? 0) + 1)
  }
  const parts = [...counts].map(([origin, count]) => `${origin} ${count} 格`)
  return `已带入 ${report.carriedIn.length} 格：${parts.join('、')}。`
}
