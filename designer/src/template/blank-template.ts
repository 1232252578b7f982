import type { PeriodType } from '../period/index.js'
import { columnName } from './layout.js'
import type { HeaderItem, Template } from './template.js'

const COLUMNS = 8
const ROWS = 30

/** What stands over and under every official form. */
export const HEADER_ITEMS: readonly HeaderItem[] = [
  item('org_name', '机构名称', 'head', 'org.name'),
  item('credit_code', '统一社会信用代码', 'head', 'org.creditCode'),
  item('period', '报表期', 'head', 'period'),
  item('leader', '单位负责人', 'foot', 'org.leader'),
  item('statistician', '统计负责人', 'foot', null),
  item('filled_by', '填表人', 'foot', 'account.name'),
  { ...item('phone', '联系电话', 'foot', 'account.phone'), type: 'phone' },
  { ...item('date', '报出日期', 'foot', 'today'), type: 'date' },
]

function item(id: string, title: string, place: 'head' | 'foot', prefill: HeaderItem['prefill']): HeaderItem {
  return {
    id,
    title,
    place,
    type: 'text',
    required: id === 'filled_by' || id === 'phone',
    readOnly: place === 'head',
    prefill,
  }
}

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
