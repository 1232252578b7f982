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
  reasons: {
    E002: '要计算身份证号的校验码、生日和性别，公式语言没有这类函数。',
    E003: '要计算身份证号的校验码、生日和性别，公式语言没有这类函数。',
    E004: '要计算两个日期相隔的整年数，并与报告期末比较，公式语言没有这类函数。',
    W001: '要按出生日期和报告期末计算周岁年龄，公式语言没有这类函数。',
    W002: '要按出生日期和报告期末计算周岁年龄，公式语言没有这类函数。',
    W003: '要按出生日期和报告期末计算周岁年龄，公式语言没有这类函数。',
  },
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
    W004: `IF(OR(ORG.level = "1", ${categories('B', 'C', 'D')}), NOT(IN([SBDH], "D12", "D15")))`,
  },
  reasons: {
    E005: '乙类按排数、场强等参数划分，设备代码只到品目，公式分不出来。',
    W003: '要计算购买日期到报告期末的整年数，公式语言没有这类函数。',
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
    E006: 'IF(OR(STARTS([WSJGLBDM], "D2"), STARTS([WSJGLBDM], "D3"), STARTS([WSJGLBDM], "D4"), STARTS([WSJGLBDM], "D6")), NOT(ISBLANK([DBJGID])))',
  },
  reasons: {
    E002: '要计算统一社会信用代码的校验码，公式语言没有这类函数。',
    E003: '要截取代码中间的几位，公式语言没有这类函数。',
    E008: '要与报告期的起止日期比较，公式语言没有这类属性。',
    E009: '要截取代码的前几位，公式语言没有这类函数。',
    W001: '要判断机构名称中是否含有某个词，公式语言没有这类函数。',
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
  expressions: { E003: 'COUNTIFS([YQLX], "1") = 1', W002: 'UNIQUE([JD], [WD])' },
  reasons: {
    E002: '数值不保留填写时的小数位数，末尾的零无法判断。',
    W001: '要判断坐标是否落在区划边界内，公式语言没有这类函数。',
  },
  band: ['E003', 'W002'],
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
  expressions: { W004: 'IF(AND([XTLB] = "1", ORG.level = "3"), IN([DJ], "3", "4"))' },
  reasons: {
    W001: '要计算测评日期到报告期末的整月数，公式语言没有这类函数。',
    W002: '要计算测评日期到报告期末的整月数，公式语言没有这类函数。',
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
  expressions: { E002: '[CSRQ] <= [JZRQ]' },
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
    E003: '[SJZYTS] = IF([CYSJ] = [RYSJ], 1, DAYS([CYSJ], [RYSJ]))',
    E009: 'IF(OR(STARTS([JBDM], "S"), STARTS([JBDM], "T")), NOT(ISBLANK([H23])))',
    W004: 'IF([NL] < 18, [HY] = "1")',
  },
  reasons: {
    E002: '要与报告期的起止日期比较，公式语言没有这类属性。',
    E005: '要按出生日期和入院日期计算周岁年龄，公式语言没有这类函数。',
    E008: '要取除以 10 的余数，公式语言没有这类函数。',
    E010: '要查 ICD-10 疾病编码字典，平台尚未收录该字典。',
    E011: '要按疾病编码区间判断（如 C51 至 C58），公式语言没有这类函数。',
    E020: '要查手术操作编码字典（ICD-9-CM-3）中的操作类别，平台尚未收录该字典。',
    W003: '要查手术操作编码字典（ICD-9-CM-3）中的操作类别，平台尚未收录该字典。',
  },
  judgements: {
    SJZYTS: { aggregation: 'sum' },
    YWGM: { name: '药物过敏', list: { title: '有无药物过敏', items: ['1 无', '2 有'] } },
    SFZZYJH: { name: '是否有出院31天内再住院计划', list: { title: '有无再住院计划', items: ['1 无', '2 有'] } },
  },
})
