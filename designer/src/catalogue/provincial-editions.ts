import { categories, COMMUNITY, edition, type EditionText, HOSPITAL, provincial } from './edition-parts.js'

/** 国防动员潜力 of 医疗机构, 采供血机构 and 疾控机构: 敏感. */
export const defenceMedical: EditionText = edition({
  legal: provincial('鄂卫动1表'),
  scope: categories('A', 'C', 'B1', 'G1', 'E'),
  secrecy: 'sensitive',
  expressions: {
    X001: near('G0102', 'SYCWS'),
    X002: near('G0201', 'WSJSRYRS'),
    X003: `[G0401] <= SUMIFS('WJT-3'![N03_TPSBTS], 'WJT-3'![N03_SBMC], "*救护车*", 'WJT-3'![N03_SYQK], "1")`,
  },
  required: ['G0101', 'G0102', 'G0201', 'G0202', 'G0211', 'G0401', 'G0604', 'G0605'],
})

export const defenceBlood: EditionText = edition({
  legal: provincial('鄂卫动2表'),
  scope: categories('F'),
  secrecy: 'sensitive',
  required: ['B0101', 'B0103', 'B0104'],
})

export const defenceDisease: EditionText = edition({
  legal: provincial('鄂卫动3表'),
  scope: categories('J'),
  secrecy: 'sensitive',
  required: ['J0101', 'J0106', 'J0108'],
})

export const drugs: EditionText = edition({
  legal: provincial('鄂卫药1表'),
  scope: categories('A', 'B', 'C', 'G'),
  unitNote: '万元',
  required: ['Y0101', 'Y0102', 'Y0201', 'Y0202', 'Y0203', 'Y0205', 'Y0206', 'Y0301', 'Y0401'],
  expressions: {
    W002: `IF(${COMMUNITY}, [Y0501] >= 90, IF(ORG.level = "2", [Y0501] >= 80, IF(ORG.level = "3", [Y0501] >= 60)))`,
  },
})

export const information: EditionText = edition({
  legal: provincial('鄂卫信1表'),
  scope: categories('A', 'B', 'C', 'E', 'F', 'G', 'H', 'J', 'K'),
  unitNote: '万元',
  required: ['I0101', 'I0102', 'I0106', 'I0201', 'I0301', 'I0307', 'I0401', 'I0402', 'I0501', 'I0502'],
  expressions: { W002: 'IF(ORG.level = "3", [I040201] >= 4)' },
  judgements: {
    I0409: {
      name: '互联互通标准化成熟度测评',
      list: {
        title: '互联互通标准化成熟度测评等级',
        items: ['1 一级', '2 二级', '3 三级', '4 四级', '5 五级乙等', '6 五级甲等', '9 未测评'],
      },
    },
    I040201: { aggregation: 'none' },
    I0410: { aggregation: 'none' },
    I0411: { aggregation: 'none' },
  },
})

export const publicHealth: EditionText = edition({
  legal: provincial('鄂卫公1表'),
  scope: categories('B', 'C', 'G', 'J', 'D6'),
  required: ['H0101', 'H0201', 'H0401', 'H0403', 'H0406', 'H0501', 'H0601'],
  // “累计类指标 >= 上季 * 0.95”, spelled out.
  expressions: { W005: `AND(${['H0201', 'H0403', 'H0406', 'H0409'].map(keptUp).join(', ')})` },
  judgements: Object.fromEntries(
    ['H0101', 'H0102', 'H0103', 'H0201', 'H0202', 'H0203', 'H0403', 'H0406', 'H0409', 'H0411', 'H0601', 'H0604'].map(
      (code) => [code, { aggregation: 'period-end' as const }],
    ),
  ),
})

/** Within a tenth of what the unit reported for the year before. */
function near(code: string, annual: string): string {
  const before = `LASTYEAR('WJT-1-1'![${annual}])`
  return `ABS([${code}] - ${before}) <= ${before} * 0.1`
}

function keptUp(code: string): string {
  return `[${code}] >= PREV([${code}]) * 0.95`
}

export const reform: EditionText = edition({
  legal: provincial('鄂卫改1表'),
  scope: `AND(${HOSPITAL}, ORG.ownership = "public")`,
  unitNote: '万元',
  required: [
    'R0101',
    'R0102',
    'R0103',
    'R0104',
    'R0105',
    'R0201',
    'R0202',
    'R0203',
    'R0204',
    'R0301',
    'R0306',
    'R0307',
  ],
  expressions: { X001: "[R0102] = 'WJT-1-9'![M0302]" },
  judgements: { R0306: { aggregation: 'period-end' }, R0307: { aggregation: 'period-end' } },
})
