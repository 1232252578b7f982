import type { OrgAttributes } from '@weitong/designer/organisation'

/** A public general hospital of 大冶; pass what matters. */
export function buildOrg(overrides: Partial<OrgAttributes> = {}): OrgAttributes {
  return {
    id: '1',
    name: '大冶市人民医院',
    category: 'A100',
    economicType: '11',
    ownership: 'public',
    host: '1',
    affiliation: '4',
    level: '3',
    grade: '2',
    division: '420281',
    city: '420200',
    county: '420281',
    town: '420281001',
    creditCode: '12420281MB0000000X',
    ...overrides,
  }
}
