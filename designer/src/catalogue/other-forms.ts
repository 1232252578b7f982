import { collect, parse } from '../expression/index.js'
import type { CheckRule, OtherForm, OtherValue } from '../template/index.js'

const whole = (key: string, name: string): OtherValue => ({ key, name, type: 'integer', decimals: 0 })
const coded = (key: string, name: string, type: 'text' | 'code' | 'date' = 'code'): OtherValue => ({
  key,
  name,
  type,
  decimals: null,
})

/** The values of shipped forms that rules of other shipped forms look at. */
const OTHER_FORMS: readonly OtherForm[] = [
  {
    code: 'WJT-1-1',
    title: '医疗卫生机构年报表—医院类',
    tableNo: '卫健统1-1表',
    periodType: 'year',
    roster: false,
    values: [
      whole('SYCWS', '实有床位'),
      whole('WSJSRYRS', '卫生技术人员'),
      whole('ZYYSRS', '执业医师'),
      whole('WYYSSBTS', '万元以上设备台数'),
    ],
  },
  {
    code: 'WJT-1-9',
    title: '医疗机构月报表（二级及以上医院）',
    tableNo: '卫健统1-9表',
    periodType: 'month',
    roster: false,
    values: [whole('M0301', '总诊疗人次数'), whole('M0302', '出院人数'), whole('M030101', '门诊和急诊人次数')],
  },
  {
    code: 'WJT-2',
    title: '卫生人力基本信息调查表',
    tableNo: '卫健统2表',
    periodType: 'year',
    roster: true,
    values: [
      coded('N02_XM', '姓名', 'text'),
      coded('N02_CSZYLBDM', '从事专业类别代码'),
      coded('N02_NNRYLDQK', '年内人员流动情况'),
    ],
  },
  {
    code: 'WJT-3',
    title: '医用设备调查表',
    tableNo: '卫健统3表',
    periodType: 'year',
    roster: true,
    values: [
      coded('N03_SBMC', '设备名称', 'text'),
      whole('N03_TPSBTS', '同批购进相同型号设备台数'),
      { key: 'N03_GMDJ', name: '购买单价（千元,人民币）', type: 'decimal', decimals: 2 },
      coded('N03_SYQK', '使用情况'),
    ],
  },
  {
    code: 'WJT-4-1',
    title: '住院病案首页',
    tableNo: '卫健统4-1表',
    periodType: 'month',
    roster: true,
    values: [coded('N041_BAH', '病案号', 'text')],
  },
]

/** What the rules name of other forms, for the template. */
export function otherFormsOf(rules: readonly CheckRule[]): { otherForms?: readonly OtherForm[] } {
  const needs = rules.flatMap(({ expression }) => {
    const parsed = parse(expression)
    return 'ast' in parsed ? collect(parsed.ast).foreign : []
  })
  const otherForms = OTHER_FORMS.flatMap((form) => {
    const keys = new Set(needs.filter((need) => need.form === form.code).map(({ key }) => key))
    return keys.size > 0 ? [{ ...form, values: form.values.filter(({ key }) => keys.has(key)) }] : []
  })
  return otherForms.length > 0 ? { otherForms } : {}
}
