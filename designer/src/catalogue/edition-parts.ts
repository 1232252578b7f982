import type { LegalHead } from '../template/index.js'
import type { EditionOptions } from './from-catalogue.js'

/** What an edition says itself; code lists are added by whoever loads it. */
export type EditionText = Omit<EditionOptions, 'codeLists'>

export const HOSPITAL = 'STARTS(ORG.category, "A")'
/** 社区卫生服务中心、站 and 卫生院. */
export const COMMUNITY = 'OR(STARTS(ORG.category, "B"), STARTS(ORG.category, "C"))'
export const PRIMARY_CARE = 'OR(STARTS(ORG.category, "B"), STARTS(ORG.category, "C"), STARTS(ORG.category, "D"))'

/** 二级及以上医院, and hospitals without a level that a government at county level or above runs. */
export const MONTHLY_HOSPITAL =
  'OR(IN(ORG.level, "2", "3"), AND(ORG.level = "9", ORG.host = "1", IN(ORG.affiliation, "1", "2", "3", "4", "5")))'

/** Units whose category begins with one of these. */
export function categories(...beginnings: readonly string[]): string {
  const tests = beginnings.map((beginning) => `STARTS(ORG.category, "${beginning}")`)
  return tests.length === 1 ? (tests[0] ?? '') : `OR(${tests.join(', ')})`
}

export function national(tableNo: string): LegalHead {
  return {
    tableNo,
    maker: '国家卫生健康委员会',
    approver: '国家统计局',
    approvalNo: '以省级实际文件为准',
    validUntil: '2027-12',
  }
}

export function provincial(tableNo: string): LegalHead {
  return {
    tableNo,
    maker: '湖北省卫生健康委员会',
    approver: '湖北省统计局',
    approvalNo: '以省级实际文件为准',
    validUntil: '2027-12',
  }
}

/** An edition that keeps to its source but for what is given. */
export function edition(text: Pick<EditionText, 'legal' | 'scope'> & Partial<EditionText>): EditionText {
  return {
    edition: '现行版',
    unitNote: '',
    secrecy: 'internal',
    dropped: [],
    required: [],
    formulas: {},
    cellWhen: {},
    sectionWhen: {},
    unitSlip: [],
    expressions: {},
    ruleWhen: {},
    judgements: {},
    ...text,
  }
}
