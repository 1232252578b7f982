import { categories, HOSPITAL, national, provincial } from './edition-parts.js'
import type { RosterText } from './from-roster.js'

function roster(text: Pick<RosterText, 'prefix' | 'legal' | 'scope'> & Partial<RosterText>): RosterText {
  return { maxRows: 500, unique: [], leftOut: [], expressions: {}, band: [], judgements: {}, ...text }
}

/** 卫健统2: one row a person. */
export const staff: RosterText = roster({
  prefix: 'N02',
  legal: national('卫健统2表'),
  scope: categories('A', 'B', 'C', 'D1', 'E', 'F', 'G', 'H', 'J', 'K'),
  unique: [['SFZJZL', 'SFZJHM']],
  leftOut: ['USERNAME'],
})

/** 卫健统3: one row a lot of the same device. */
export const devices: RosterText = roster({
  prefix: 'N03',
  legal: national('卫健统3表'),
  scope: categories('A', 'B1', 'C', 'E', 'F', 'G', 'H', 'J'),
  leftOut: ['USERNAME'],
  expressions: { E002: '[GMRQ] >= "1970-01-01"' },
})

/** 机构库. */
export const register: RosterText = roster({
  prefix: 'ORG',
  legal: national('卫健统机构登记表'),
  scope: categories('A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J', 'K'),
  unique: [['TYSHXYDM']],
  leftOut: ['JGID'],
})

export const places: RosterText = roster({
  prefix: 'GEO',
  legal: provincial('鄂卫地1表'),
  scope: categories('A', 'B', 'C', 'D1', 'E', 'F', 'G', 'H', 'J', 'K'),
  maxRows: 50,
  unique: [['JD', 'WD']],
  leftOut: ['JGMC'],
  expressions: { E003: 'COUNTIFS([YQLX], "1") = 1', W002: 'UNIQUE([JD], [WD])' },
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
})

export const visits: RosterText = roster({
  prefix: 'OP',
  legal: provincial('鄂卫门1表'),
  scope: `AND(${HOSPITAL}, IN(ORG.level, "2", "3"))`,
  unique: [['JZLSH']],
  leftOut: ['JGDM'],
  expressions: { E002: '[CSRQ] <= [JZRQ]' },
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
  judgements: {
    SJZYTS: { aggregation: 'sum' },
    YWGM: { name: '药物过敏', list: { title: '有无药物过敏', items: ['1 无', '2 有'] } },
    SFZZYJH: { name: '是否有出院31天内再住院计划', list: { title: '有无再住院计划', items: ['1 无', '2 有'] } },
  },
})
