import type { District, InstitutionMaker, Profile } from './institution_maker.js'
import type { OrganisationSeed } from './organisation_rows.js'
import { Random } from './random.js'

/** Run by the health administration. */
export const HEALTH = { economicType: '11', host: '1' } as const
export const PRIVATE = { economicType: '17', host: '7', affiliation: '' } as const
export const VILLAGE_CLINIC: Profile = { category: 'D600', economicType: '12', host: '6', affiliation: '' }
export const CLINIC: Profile = { ...PRIVATE, category: 'D211' }

export const CLINIC_KINDS = [
  ['D211', '诊所'],
  ['D212', '中医诊所'],
  ['D215', '口腔诊所'],
  ['D300', '卫生所'],
] as const

/** 隶属关系 of what a county runs: 4 for a district or county-level city, 5 for a county. */
export function countyAffiliation(unit: OrganisationSeed): string {
  return /[区市]$/.test(unit.name) ? '4' : '5'
}

/** 社区卫生服务中心 in a street, 卫生院 elsewhere. */
export function addPrimaryCare(maker: InstitutionMaker, district: District, town: OrganisationSeed): OrganisationSeed {
  const place = { district, parent: town, town }
  if (/街道?$/.test(town.name)) {
    return maker.add(`${town.name}社区卫生服务中心`, { ...HEALTH, category: 'B100', affiliation: '6' }, place)
  }
  const central = new Random('central', town.code).chance(0.35)
  const profile = { ...HEALTH, category: central ? 'C210' : 'C220', affiliation: town.name.endsWith('乡') ? '8' : '7' }
  const name = town.name.replace(/(管理区|管理处|管理委员会|管委会|办事处)$/, '')
  return maker.add(`${name}${central ? '中心' : ''}卫生院`, profile, place)
}

/** The village clinics a 卫生院 reports for; they stand below it in the tree. */
export function addVillageClinics(
  maker: InstitutionMaker,
  place: { district: District; town: OrganisationSeed; center: OrganisationSeed; villages: readonly string[] },
): void {
  const { district, town, center, villages } = place
  for (const village of villages) {
    maker.add(`${town.name}${village}卫生室`, VILLAGE_CLINIC, { district, town, parent: center, reporter: center })
  }
}

/** 黄石市 → 黄石, 长阳土家族自治县 → 长阳, 房县 stays. */
export function shortName({ name }: OrganisationSeed): string {
  const short = name.replace(/(土家族)?(自治)?(经济技术开发区|管理区|林区|县|市|区)$/, '')
  return short.length > 1 ? short : name
}
