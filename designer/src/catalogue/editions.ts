import type { Template, TemplateCodeList } from '../template/index.js'
import { DEFINITIONS } from './definitions.js'
import { edition, type EditionText, HOSPITAL, MONTHLY_HOSPITAL, national, PRIMARY_CARE } from './edition-parts.js'
import { fromCatalogue } from './from-catalogue.js'
import { fromRoster, type RosterText } from './from-roster.js'
import { clinic, monthlyOthers, primaryCare } from './primary-care-editions.js'
import {
  defenceBlood,
  defenceDisease,
  defenceMedical,
  drugs,
  information,
  publicHealth,
  reform,
} from './provincial-editions.js'
import { devices, discharges, places, register, security, staff, technologies, visits } from './roster-editions.js'
import type { CatalogueForm } from './source.js'

/** One version of a shipped form, in the order they are published: the file it comes from and what it adds. */
export interface Edition {
  /** File in `designer/catalogue`, without `.json`. */
  readonly file: string
  readonly version: number
  readonly options: EditionText | RosterText
}

/** The template of an edition; a roster is known by the prefix of its columns. */
export function templateOf(
  source: CatalogueForm,
  { options }: Pick<Edition, 'options'>,
  codeLists: readonly TemplateCodeList[],
): Template {
  return 'prefix' in options
    ? fromRoster(source, { ...options, codeLists })
    : fromCatalogue(source, { ...options, codeLists })
}

const REFORM = '五、公立医院填报'

const monthly: EditionText = edition({
  legal: national('卫健统1-9表'),
  scope: `AND(${HOSPITAL}, ${MONTHLY_HOSPITAL})`,
  unitNote: '千元',
  dropped: [REFORM],
  required: ['M0101', 'M0102', 'M010301', 'M010302', 'M0201', 'M020101', 'M020102', 'M0202', 'M0301', 'M0302'],
  formulas: { M0201: '[M020101] + [M020102]' },
  cellWhen: { M0203: PRIMARY_CARE },
  unitSlip: ['W004', 'W005'],
  expressions: { X001: "[M0102] = 'WJT-1-1'![SYCWS]" },
  ruleWhen: { X001: 'PERIOD.month = 12' },
  judgements: DEFINITIONS.monthly,
})

/** The list of 2011 to 2013, with the section on reform pilots; its total was typed. */
const monthlyHistorical: EditionText = {
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

const village: EditionText = edition({
  legal: national('卫健统1-3表'),
  scope: 'ORG.category = "D600"',
  unitNote: '千元',
  required: ['V0101', 'V0201', 'V0301', 'V0309', 'V0401'],
})

/** Who left during the year is still in 卫健统2, with a code that begins with 2; everybody else is 在岗. */
const LEFT_STAFF = `'WJT-2'![N02_NNRYLDQK], "2*"`
const ON_STAFF = `COUNTROWS('WJT-2'![N02_XM]) - COUNTIFS(${LEFT_STAFF})`

const hospital: EditionText = edition({
  legal: national('卫健统1-1表'),
  scope: `OR(${HOSPITAL}, STARTS(ORG.category, "G"), STARTS(ORG.category, "H"))`,
  unitNote: '千元',
  required: ['JGMC', 'ZGZGS', 'WSJSRYRS', 'SYCWS', 'ZSR', 'YLSR', 'ZFYZC', 'ZZC', 'FZYJZC', 'ZZLRCS', 'RYRS', 'CYRS'],
  unitSlip: ['W003', 'W004'],
  expressions: {
    X001: `[ZGZGS] = ${ON_STAFF}`,
    X002: `[ZYYSRS] = COUNTIFS('WJT-2'![N02_CSZYLBDM], "11") - COUNTIFS('WJT-2'![N02_CSZYLBDM], "11", ${LEFT_STAFF})`,
    X003: "ABS([ZZLRCS] - SUM('WJT-1-9'![M0301])) / [ZZLRCS] <= 0.05",
    X004: "ABS([CYRS] - COUNTROWS('WJT-4-1'![N041_BAH])) / [CYRS] <= 0.05",
    X005: `[WYYSSBTS] >= SUMIFS('WJT-3'![N03_TPSBTS], 'WJT-3'![N03_GMDJ], ">=10", 'WJT-3'![N03_SYQK], "1")`,
  },
  judgements: {
    ...DEFINITIONS.annual,
    JZC: { min: null },
    SYJJ: { min: null },
    QTJZC: { min: null },
  },
})

/** The forms the platform brings along. 卫健统1-9 has two versions; section four is absent in its source and stays so. */
export const EDITIONS: readonly Edition[] = [
  { file: 'WJT-1-9', version: 1, options: monthlyHistorical },
  { file: 'WJT-1-9', version: 2, options: monthly },
  { file: 'WJT-1-3', version: 1, options: village },
  { file: 'WJT-1-1', version: 1, options: hospital },
  { file: 'WJT-1-2', version: 1, options: primaryCare },
  { file: 'WJT-1-4', version: 1, options: clinic },
  { file: 'WJT-1-10', version: 1, options: monthlyOthers },
  { file: 'HB-DRUG', version: 1, options: drugs },
  { file: 'HB-INFO', version: 1, options: information },
  { file: 'HB-PH', version: 1, options: publicHealth },
  { file: 'HB-REFORM', version: 1, options: reform },
  { file: 'HB-DEF-1', version: 1, options: defenceMedical },
  { file: 'HB-DEF-2', version: 1, options: defenceBlood },
  { file: 'HB-DEF-3', version: 1, options: defenceDisease },
  { file: 'WJT-2', version: 1, options: staff },
  { file: 'WJT-3', version: 1, options: devices },
  { file: 'WJT-4-1', version: 1, options: discharges },
  { file: 'WJT-ORG', version: 1, options: register },
  { file: 'HB-GEO', version: 1, options: places },
  { file: 'HB-NETSEC', version: 1, options: security },
  { file: 'HB-OP', version: 1, options: visits },
  { file: 'HB-TECH', version: 1, options: technologies },
]
