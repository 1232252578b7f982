import { categories, HOSPITAL, national, provincial } from './edition-parts.js'
import type { RosterText } from './from-roster.js'

function roster(text: Pick<RosterText, 'prefix' | 'legal' | 'scope'> & Partial<RosterText>): RosterText {
  return { maxRows: 500, unique: [], leftOut: [], expressions: {}, reasons: {}, band: [], judgements: {}, ...text }
}

/** 卫健统2: one row a person. */
export const staff: RosterText = roster({
  prefix: 'N02',
  legal: national('卫健统2表'),
  scope: categories('A', 'B', 'C', 'D1', 'E', 'F', 'G', 'H', 'J', 'K'),
  unique: [['SFZJZL', 'SFZJHM']],
  leftOut: ['USERNAME'],
  expressions: {
    E002: 'IF([SFZJZL] = "01", IDCARD_OK([SFZJHM]))',
    E003: 'IF([SFZJZL] = "01", AND([CSRQ] = IDCARD_BIRTH([SFZJHM]), [XBDM] = IDCARD_SEX([SFZJHM])))',
    E004: 'AND(YEARS([CSRQ], [CJGZRQ]) >= 14, [CJGZRQ] <= PERIOD.end)',
    W001: 'BETWEEN(YEARS([CSRQ], PERIOD.end), 18, 65)',
    W002: 'NOT(AND([CSZYLBDM] = "11", [XLDM] >= "4", YEARS([CSRQ], PERIOD.end) < 45))',
    W003: 'NOT(AND(IN([ZYJSZWDM], "1", "2"), YEARS([CSRQ], PERIOD.end) < 30))',
    X001: `COUNTIFS([CSZYLBDM], "11") - COUNTIFS([CSZYLBDM], "11", [NNRYLDQK], "2*") = 'WJT-1-1'![ZYYSRS]`,
  },
  band: ['X001'],
})

/** 卫健统3: one row a lot of the same device. */
export const devices: RosterText = roster({
  prefix: 'N03',
  legal: national('卫健统3表'),
  scope: categories('A', 'B1', 'C', 'E', 'F', 'G', 'H', 'J'),
  leftOut: ['USERNAME'],
  // An ambulance is D24, 甲类 of the list of 2023 are D12 and D15: code of the device instead of its name and class.
  expressions: {
    E002: '[GMRQ] >= "1970-01-01"',
    E004: 'IF([SBDH] = "D24", NOT(ISBLANK([SFPBGPS])))',
    W003: 'IF(YEARS([GMRQ], PERIOD.end) > [LLSJSM], [SYQK] <> "1")',
    W004: `IF(OR(ORG.level = "1", ${categories('B', 'C', 'D')}), NOT(IN([SBDH], "D12", "D15")))`,
    X001: `SUMIFS([TPSBTS], [GMDJ], ">=10", [SYQK], "<>3") <= 'WJT-1-1'![WYYSSBTS]`,
  },
  band: ['X001'],
  reasons: {
    E005: '乙类按排数、场强等参数划分，设备代码只到品目，公式分不出来。',
  },
})

/** 机构库. */
export const register: RosterText = roster({
  prefix: 'ORG',
  legal: national('卫健统机构登记表'),
  scope: categories('A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J', 'K'),
  unique: [['TYSHXYDM']],
  leftOut: ['JGID'],
  expressions: {
    E002: 'CREDIT_OK([TYSHXYDM])',
    E003: 'MID([TYSHXYDM], 9, 9) = [ZZJGDM]',
    E006: 'IF(OR(STARTS([WSJGLBDM], "D2"), STARTS([WSJGLBDM], "D3"), STARTS([WSJGLBDM], "D4"), STARTS([WSJGLBDM], "D6")), NOT(ISBLANK([DBJGID])))',
    E008: 'AND([YXQZ] >= [YXQQ], [KYSJ] <= PERIOD.end)',
    E009: 'LEFT([JDXZDM], 6) = [XZQHDM]',
    W001: 'IF(CONTAINS([JGMC], "中医"), OR(STARTS([WSJGLBDM], "A2"), STARTS([WSJGLBDM], "A3")))',
  },
  reasons: {
    W002: '要与填报当天的日期比较；审核结果不随日子变化，公式语言没有当天日期。',
    W003: '要与上年的同一条记录比较，公式语言尚不支持按记录引用上期。',
  },
})

export const places: RosterText = roster({
  prefix: 'GEO',
  legal: provincial('鄂卫地1表'),
  scope: categories('A', 'B', 'C', 'D1', 'E', 'F', 'G', 'H', 'J', 'K'),
  maxRows: 50,
  unique: [['JD', 'WD']],
  leftOut: ['JGMC'],
  expressions: {
    E003: 'COUNTIFS([YQLX], "1") = 1',
    W002: 'UNIQUE([JD], [WD])',
    W003: "SUM([SYCW]) = 'WJT-1-1'![SYCWS]",
  },
  band: ['E003', 'W002', 'W003'],
  reasons: {
    E002: '数值不保留填写时的小数位数，末尾的零无法判断。',
    W001: '要判断坐标是否落在区划边界内，公式语言没有这类函数。',
  },
  judgements: {
    ZBX: { name: '坐标系', list: { title: '坐标系', items: ['1 CGCS2000', '2 WGS84', '3 GCJ-02', '4 BD-09'] } },
  },
})

export const security: RosterText = roster({
  prefix: 'SEC',
  legal: provincial('鄂卫网安1表'),
  scope: categories('A', 'B', 'C', 'E', 'F', 'G', 'H', 'J', 'K'),
  unique: [['XTMC']],
  leftOut: ['JGMC'],
  expressions: {
    W001: 'IF([DJ] = "3", MONTHS([CPRQ], PERIOD.end) <= 12)',
    W002: 'IF([DJ] = "2", MONTHS([CPRQ], PERIOD.end) <= 24)',
    W004: 'IF(AND([XTLB] = "1", ORG.level = "3"), IN([DJ], "3", "4"))',
  },
  judgements: {
    GRXX: {
      name: '处理个人信息的条数',
      list: { title: '个人信息条数', items: ['1 不足1万', '2 1万至10万', '3 10万至100万', '4 100万及以上'] },
    },
  },
})

export const technologies: RosterText = roster({
  prefix: 'TECH',
  legal: provincial('鄂卫技1表'),
  scope: `OR(${HOSPITAL}, ORG.category = "G100")`,
  maxRows: 100,
  unique: [['JSDM', 'BALX']],
  leftOut: ['SEQ', 'JGMC'],
  expressions: { W003: 'ORG.level = "3"' },
  reasons: {
    W001: '要按法定节假日计算工作日，平台没有节假日历。',
  },
})

export const visits: RosterText = roster({
  prefix: 'OP',
  legal: provincial('鄂卫门1表'),
  scope: `AND(${HOSPITAL}, IN(ORG.level, "2", "3"))`,
  unique: [['JZLSH']],
  leftOut: ['JGDM'],
  expressions: {
    E002: '[CSRQ] <= [JZRQ]',
    X001: "BETWEEN(COUNTROWS([JZRQ]), 0.9 * 'WJT-1-9'![M030101], 1.1 * 'WJT-1-9'![M030101])",
  },
  band: ['X001'],
  reasons: {
    E004: '要查 ICD-10 疾病编码字典，平台尚未收录该字典。',
  },
})

/** 卫健统4-1: one row a discharge. */
export const discharges: RosterText = roster({
  prefix: 'N041',
  legal: national('卫健统4-1表'),
  scope: `AND(${HOSPITAL}, IN(ORG.level, "2", "3"))`,
  unique: [
    ['BAH', 'ZYCS'],
    ['BAH', 'CYSJ'],
  ],
  leftOut: ['USERNAME'],
  expressions: {
    E002: 'BETWEEN([CYSJ], PERIOD.start, PERIOD.end)',
    E005: 'AND([CSRQ] <= [RYSJ], [NL] = YEARS([CSRQ], [RYSJ]))',
    E008: 'AND(BETWEEN([XSECSTZ], 100, 9999), MOD([XSECSTZ], 10) = 0)',
    E011: `AND(${neither('1', ['O00', 'O99'], ['C51', 'C58'], ['N70', 'N98'])}, ${neither('2', ['C60', 'C63'], ['N40', 'N51'])})`,
    W006: "BETWEEN(COUNTROWS([BAH]), 0.8 * 'WJT-1-9'![M0302], 1.2 * 'WJT-1-9'![M0302])",
    E003: '[SJZYTS] = IF([CYSJ] = [RYSJ], 1, DAYS([CYSJ], [RYSJ]))',
    E009: 'IF(OR(STARTS([JBDM], "S"), STARTS([JBDM], "T")), NOT(ISBLANK([H23])))',
    W004: 'IF([NL] < 18, [HY] = "1")',
  },
  band: ['W006'],
  reasons: {
    E010: '要查 ICD-10 疾病编码字典，平台尚未收录该字典。',
    E020: '要查手术操作编码字典（ICD-9-CM-3）中的操作类别，平台尚未收录该字典。',
    W003: '要查手术操作编码字典（ICD-9-CM-3）中的操作类别，平台尚未收录该字典。',
  },
  judgements: {
    SJZYTS: { aggregation: 'sum' },
    YWGM: { name: '药物过敏', list: { title: '有无药物过敏', items: ['1 无', '2 有'] } },
    SFZZYJH: { name: '是否有出院31天内再住院计划', list: { title: '有无再住院计划', items: ['1 无', '2 有'] } },
  },
})

/** The main diagnosis of a patient of this sex lies in none of these groups of ICD-10. */
function neither(sex: string, ...groups: readonly (readonly [string, string])[]): string {
  const within = groups.map(([first, last]) => `BETWEEN(LEFT([JBDM], 3), "${first}", "${last}")`)
  return `IF([XB] = "${sex}", NOT(OR(${within.join(', ')})), TRUE)`
}
