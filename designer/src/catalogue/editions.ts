import type { LegalHead } from '../template/index.js'
import type { EditionOptions } from './from-catalogue.js'
import { DEFINITIONS } from './definitions.js'

/** One version of a shipped form, in the order they are published: the file it comes from and what it adds. */
export interface Edition {
  /** File in `designer/catalogue`, without `.json`. */
  readonly file: string
  readonly version: number
  readonly options: Omit<EditionOptions, 'codeLists'>
}

const current = (tableNo: string): LegalHead => ({
  tableNo,
  maker: '国家卫生健康委员会',
  approver: '国家统计局',
  approvalNo: '以省级实际文件为准',
  validUntil: '2027-12',
})

const HOSPITAL = 'STARTS(ORG.category, "A")'
const PRIMARY_CARE = 'OR(STARTS(ORG.category, "B"), STARTS(ORG.category, "C"), STARTS(ORG.category, "D"))'
const REFORM = '五、公立医院填报'

/** 二级及以上医院, and hospitals without a level that a government at county level or above runs. */
const MONTHLY_SCOPE = `AND(${HOSPITAL}, OR(IN(ORG.level, "2", "3"), AND(ORG.level = "9", ORG.host = "1", IN(ORG.affiliation, "1", "2", "3", "4", "5"))))`

const monthly: Omit<EditionOptions, 'codeLists'> = {
  edition: '现行版',
  legal: current('卫健统1-9表'),
  scope: MONTHLY_SCOPE,
  unitNote: '千元',
  dropped: [REFORM],
  required: ['M0101', 'M0102', 'M010301', 'M010302', 'M0201', 'M020101', 'M020102', 'M0202', 'M0301', 'M0302'],
  formulas: { M0201: '[M020101] + [M020102]' },
  cellWhen: { M0203: PRIMARY_CARE },
  sectionWhen: {},
  unitSlip: ['W004', 'W005'],
  judgements: DEFINITIONS.monthly,
}

/** The list of 2011 to 2013, with the section on reform pilots; its total was typed. */
const monthlyHistorical: Omit<EditionOptions, 'codeLists'> = {
  ...monthly,
  edition: '历史版',
  legal: {
    tableNo: '卫统1-9表',
    maker: '卫生部',
    approver: '国家统计局',
    approvalNo: '国统制〔2012〕184号',
    validUntil: '2014-12',
  },
  dropped: [],
  formulas: {},
  sectionWhen: { [REFORM]: 'ORG.ownership = "public"' },
  judgements: {
    ...monthly.judgements,
    M0502: { definition: '按印发的报表填写代码；来源未列出代码项，故按文字填报。' },
    M0511: { aggregation: 'period-end' },
    M0512: { aggregation: 'period-end' },
  },
}

const village: Omit<EditionOptions, 'codeLists'> = {
  edition: '现行版',
  legal: current('卫健统1-3表'),
  scope: 'ORG.category = "D600"',
  unitNote: '千元',
  dropped: [],
  required: ['V0101', 'V0201', 'V0301', 'V0309', 'V0401'],
  formulas: {},
  cellWhen: {},
  sectionWhen: {},
  unitSlip: [],
  judgements: {},
}

const hospital: Omit<EditionOptions, 'codeLists'> = {
  edition: '现行版',
  legal: current('卫健统1-1表'),
  scope: `OR(${HOSPITAL}, STARTS(ORG.category, "G"), STARTS(ORG.category, "H"))`,
  unitNote: '千元',
  dropped: [],
  required: ['JGMC', 'ZGZGS', 'WSJSRYRS', 'SYCWS', 'ZSR', 'YLSR', 'ZFYZC', 'ZZC', 'FZYJZC', 'ZZLRCS', 'RYRS', 'CYRS'],
  formulas: {},
  cellWhen: {},
  sectionWhen: {},
  unitSlip: ['W003', 'W004'],
  judgements: {
    ...DEFINITIONS.annual,
    JZC: { min: null },
    SYJJ: { min: null },
    QTJZC: { min: null },
  },
}

/** The forms the platform brings along. 卫健统1-9 has two versions; section four is absent in its source and stays so. */
export const EDITIONS: readonly Edition[] = [
  { file: 'WJT-1-9', version: 1, options: monthlyHistorical },
  { file: 'WJT-1-9', version: 2, options: monthly },
  { file: 'WJT-1-3', version: 1, options: village },
  { file: 'WJT-1-1', version: 1, options: hospital },
]
