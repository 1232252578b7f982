import type { OrgAttributes } from '../organisation/index.js'

export type ReviewLevel = 'county' | 'city' | 'province'
export type ReviewProcess = 'levels' | 'province' | 'none'

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

/** How a collection is reviewed: which levels have a step. A report without steps is final when it is submitted. */
export const PROCESSES: Readonly<
  Record<ReviewProcess, { readonly title: string; readonly levels: readonly ReviewLevel[] }>
> = {
  levels: { title: '县、市、省逐级审核', levels: ['county', 'city', 'province'] },
  province: { title: '只由省级审核', levels: ['province'] },
  none: { title: '上报即生效，不逐级审核', levels: [] },
}

/** 中央属, 省属: codes of 政府办卫生机构隶属关系. */
const PROVINCIAL: readonly string[] = ['1', '2']

/**
 * Who reviews a unit. A hospital of the province or the centre goes straight to the province; where the city has no counties
 * (仙桃, 潜江, 天门, 神农架) there is one step less; everybody else goes county, city, province.
 */
export function reviewSteps(
  org: OrgAttributes,
  administrations: Administrations,
  process: ReviewProcess = 'levels',
): ReviewStep[] {
  const steps: ReviewStep[] = []
  const add = (level: ReviewLevel, division: string, label: string): void => {
    if (!PROCESSES[process].levels.includes(level)) return
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
