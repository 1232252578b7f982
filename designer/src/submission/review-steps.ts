import type { OrgAttributes } from '../organisation/index.js'

export type ReviewLevel = 'county' | 'city' | 'province'

/** One administration that has to pass a report, in order. Frozen on the obligation. */
export interface ReviewStep {
  readonly level: ReviewLevel
  readonly organisationId: string
  readonly name: string
  /** 县审, 市审, 市州审核 (where there is no county), 省审 */
  readonly label: string
}

/** An administration by division code. */
export type Administrations = ReadonlyMap<
  string,
  { readonly id: string; readonly level: string; readonly name: string }
>

/** 中央属, 省属: codes of 政府办卫生机构隶属关系. */
const PROVINCIAL: readonly string[] = ['1', '2']

/**
 * Who reviews a unit. A hospital of the province or the centre goes straight to the province; where the city has no counties
 * (仙桃, 潜江, 天门, 神农架) there is one step less; everybody else goes county, city, province.
 */
export function reviewSteps(org: OrgAttributes, administrations: Administrations): ReviewStep[] {
  const steps: ReviewStep[] = []
  const add = (level: ReviewLevel, division: string, label: string): void => {
    const administration = administrations.get(division)
    if (!administration) throw new Error(`no administration for division ${division} (${level}) of unit ${org.id}`)
    steps.push({ level, organisationId: administration.id, name: administration.name, label })
  }
  if (!PROVINCIAL.includes(org.affiliation)) {
    const hasCounty = org.county !== '' && org.county !== org.city
    if (hasCounty) add('county', org.county, '县审')
    add('city', org.city, hasCounty ? '市审' : '市州审核')
  }
  add('province', `${org.division.slice(0, 2)}0000`, '省审')
  return steps
}
