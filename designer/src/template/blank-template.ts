import type { PeriodType } from '../period/index.js'
import { columnName } from './layout.js'
import type { HeaderItem, Template } from './template.js'

const COLUMNS = 8
const ROWS = 30

const item: Omit<HeaderItem, 'id' | 'title'> = {
  place: 'foot',
  type: 'text',
  required: false,
  readOnly: false,
  prefill: null,
}
const head: typeof item = { ...item, place: 'head', readOnly: true }

/** What stands over and under every official form. */
export const HEADER_ITEMS: readonly HeaderItem[] = [
  { ...head, id: 'org_name', title: '机构名称', prefill: 'org.name' },
  { ...head, id: 'credit_code', title: '统一社会信用代码', prefill: 'org.creditCode' },
  { ...head, id: 'period', title: '报表期', prefill: 'period' },
  { ...item, id: 'leader', title: '单位负责人', prefill: 'org.leader' },
  { ...item, id: 'statistician', title: '统计负责人' },
  { ...item, id: 'filled_by', title: '填表人', required: true, prefill: 'account.name' },
  { ...item, id: 'phone', title: '联系电话', type: 'phone', required: true, prefill: 'account.phone' },
  { ...item, id: 'date', title: '报出日期', type: 'date', prefill: 'today' },
]

/** An empty sheet to draw on; it lacks what the designer has to say before publishing. */
export function blankTemplate(form: {
  readonly code: string
  readonly title: string
  readonly periodType: PeriodType
}): Template {
  return {
    format: 1,
    code: form.code,
    title: form.title,
    edition: '',
    periodType: form.periodType,
    kind: 'fixed',
    area: 'statistics',
    secrecy: 'internal',
    legal: { tableNo: '', maker: '', approver: '', approvalNo: '', validUntil: '' },
    scope: '',
    unitNote: '',
    headerItems: HEADER_ITEMS,
    sections: [],
    columns: Array.from({ length: COLUMNS }, (_, at) => ({
      id: `c_${columnName(at).toLowerCase()}`,
      width: at === 1 ? 280 : 110,
    })),
    rows: Array.from({ length: ROWS }, (_, at) => ({ id: `r_${at + 1}`, sectionId: null, height: 28 })),
    cells: [],
    indicators: [],
    codeLists: [],
    rules: [],
    unsayable: [],
  }
}
