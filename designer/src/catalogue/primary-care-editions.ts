import {
  categories,
  COMMUNITY,
  edition,
  type EditionText,
  HOSPITAL,
  MONTHLY_HOSPITAL,
  national,
  PRIMARY_CARE,
} from './edition-parts.js'

/** 卫健统1-2: 基层医疗卫生机构年报. */
export const primaryCare: EditionText = edition({
  legal: national('卫健统1-2表'),
  scope: categories('B', 'C', 'D1'),
  unitNote: '千元',
  required: ['P0101', 'P0103', 'P0104', 'P0203', 'P0204', 'P0302', 'P0501', 'P0502', 'P0601', 'P0701'],
  unitSlip: ['W006'],
  judgements: { P0113: { codeList: 'yes_no' } },
})

/** 卫健统1-4: 诊所、卫生所、医务室年报. */
export const clinic: EditionText = edition({
  legal: national('卫健统1-4表'),
  scope: 'OR(STARTS(ORG.category, "D2"), IN(ORG.category, "D300", "D400", "D500"))',
  unitNote: '千元',
  required: ['C0101', 'C0103', 'C0201', 'C0202', 'C0301', 'C0302', 'C0401'],
  unitSlip: ['W002'],
})

/** 卫健统1-10: monthly form of everybody who does not owe 卫健统1-9. Income only where the regulation asks for it. */
export const monthlyOthers: EditionText = edition({
  legal: national('卫健统1-10表'),
  scope: `OR(${categories('B', 'C', 'D1', 'G', 'H')}, AND(${HOSPITAL}, NOT(${MONTHLY_HOSPITAL})))`,
  unitNote: '千元',
  required: ['M0101', 'M0102', 'M0301'],
  cellWhen: { M0203: PRIMARY_CARE },
  sectionWhen: {
    '二、本月收入与支出(千元)': COMMUNITY,
    '六、月末基本公共卫生服务量(基层机构填)': PRIMARY_CARE,
  },
  unitSlip: ['W004', 'W005'],
})
