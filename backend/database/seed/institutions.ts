import { fillUp } from './fill_up.js'
import { type District, InstitutionMaker, type Profile } from './institution_maker.js'
import {
  addPrimaryCare,
  addVillageClinics,
  CLINIC,
  CLINIC_KINDS,
  countyAffiliation,
  HEALTH,
  PRIVATE,
  shortName,
} from './kinds.js'
import { clinicNames, villageNames } from './names.js'
import type { OrganisationSeed } from './organisation_rows.js'
import { Random } from './random.js'

/** The county whose institutions are complete. */
const DAYE = '420281'
const VILLAGE_CLINICS = 20

/**
 * All institutions of the demo: 大冶 complete, about 400 over the rest, the provincial hospitals. With `target` the rest of
 * the province is filled up to that many, in the shares of the province in full.
 */
export function institutions(administrations: readonly OrganisationSeed[], target: number | null): OrganisationSeed[] {
  const maker = new InstitutionMaker(administrations)
  const districts = districtsOf(administrations)
  for (const district of districts) {
    if (district.unit.code === DAYE) addDaye(maker, district)
    else if (district.unit.level === 'city') addDirectCity(maker, district)
    else addCounty(maker, district)
  }
  addCityHospitals(maker, districts, administrations)
  addProvincial(maker, districts, administrations)
  if (target !== null) fillUp(maker, districts, target)
  return maker.made
}

function districtsOf(administrations: readonly OrganisationSeed[]): District[] {
  const withCounties = new Set(
    administrations.filter(({ level }) => level === 'county').map(({ city_code }) => city_code),
  )
  return administrations
    .filter(({ level, code }) => level === 'county' || (level === 'city' && !withCounties.has(code)))
    .map((unit) => ({
      unit,
      towns: administrations.filter(({ level, parent_id }) => level === 'town' && parent_id === unit.id),
    }))
}

function addDaye(maker: InstitutionMaker, district: District): void {
  const own = { ...HEALTH, affiliation: '4' }
  const hospitals: readonly (readonly [name: string, profile: Profile])[] = [
    ['大冶市人民医院', { ...own, category: 'A100', level: '3', grade: '2' }],
    ['大冶市中医医院', { ...own, category: 'A210', level: '2', grade: '1' }],
    ['大冶市妇幼保健院', { ...own, category: 'G100', level: '2', grade: '1' }],
    ['大冶市第二人民医院', { ...own, category: 'A100', level: '2', grade: '2' }],
    ['大冶市精神卫生中心', { ...own, category: 'A520', level: '9', grade: '9' }],
    ['大冶铜都骨科医院', { ...PRIVATE, category: 'A526', level: '2', grade: '9' }],
    ['大冶新城医院', { ...PRIVATE, category: 'A100', level: '2', grade: '9' }],
    ['大冶康宁康复医院', { ...PRIVATE, category: 'A527', level: '1', grade: '9' }],
    ['大冶明视眼科医院', { ...PRIVATE, category: 'A512', level: '9', grade: '9' }],
    ['大冶市疾病预防控制中心', { ...own, category: 'J100' }],
    ['大冶市卫生监督所', { ...own, category: 'K100' }],
  ]
  for (const [name, profile] of hospitals) maker.add(name, profile, { district })

  const random = new Random('大冶')
  const names = clinicNames(random, district.towns.length * 4)
  for (const town of district.towns) {
    const center = addPrimaryCare(maker, district, town)
    const street = center.category === 'B100'
    if (!street) addVillageClinics(maker, { district, town, center, villages: villageNames(random, VILLAGE_CLINICS) })
    for (const name of names.splice(0, street ? 4 : 2)) {
      const [category, word] = random.pick(CLINIC_KINDS)
      maker.add(`大冶${name}${word}`, { ...CLINIC, category }, { district, town, reporter: district.unit })
    }
  }
}

function addCounty(maker: InstitutionMaker, district: District): void {
  const { unit, towns } = district
  const random = new Random('county', unit.code)
  const own = { ...HEALTH, affiliation: countyAffiliation(unit) }
  const general = { ...own, category: 'A100' }
  const large = random.chance(0.2) ? { level: '3', grade: '2' } : { level: '2', grade: '1' }
  maker.add(`${unit.name}人民医院`, { ...general, ...large }, { district })
  maker.add(
    `${unit.name}中医医院`,
    { ...own, category: 'A210', level: '2', grade: random.pick(['1', '2']) },
    { district },
  )
  if (random.chance(0.6))
    maker.add(`${unit.name}妇幼保健院`, { ...own, category: 'G100', level: '2', grade: '1' }, { district })
  if (random.chance(0.4)) {
    const [name = ''] = clinicNames(random, 1)
    const level = random.pick(['1', '2', '2', '9'])
    maker.add(`${shortName(unit)}${name}医院`, { ...PRIVATE, category: 'A100', level, grade: '9' }, { district })
  }
  if (random.chance(0.7)) addPrimaryCare(maker, district, random.pick(towns))
}

/** 仙桃, 潜江, 天门, 神农架: city and county in one. */
function addDirectCity(maker: InstitutionMaker, district: District): void {
  const { unit, towns } = district
  const own = { ...HEALTH, affiliation: '3' }
  maker.add(`${unit.name}第一人民医院`, { ...own, category: 'A100', level: '3', grade: '2' }, { district })
  maker.add(`${unit.name}中医医院`, { ...own, category: 'A210', level: '2', grade: '1' }, { district })
  maker.add(`${unit.name}妇幼保健院`, { ...own, category: 'G100', level: '2', grade: '1' }, { district })
  maker.add(`${shortName(unit)}同康医院`, { ...PRIVATE, category: 'A100', level: '2', grade: '9' }, { district })
  for (const town of towns.slice(0, 2)) addPrimaryCare(maker, district, town)
}

/** Municipal hospitals stand in a county like every other and begin their way up there. */
function addCityHospitals(
  maker: InstitutionMaker,
  districts: readonly District[],
  administrations: readonly OrganisationSeed[],
): void {
  const own = { ...HEALTH, affiliation: '3' }
  for (const city of administrations.filter(({ level }) => level === 'city')) {
    const [first, second] = districts.filter(({ unit }) => unit.level === 'county' && unit.city_code === city.code)
    if (!first) continue
    maker.add(`${city.name}第一人民医院`, { ...own, category: 'A100', level: '3', grade: '1' }, { district: first })
    maker.add(
      `${city.name}中心医院`,
      { ...own, category: 'A100', level: '3', grade: '1' },
      { district: second ?? first },
    )
  }
}

/** Provincial hospitals stand in 武汉, are summed there, and belong to the province. */
function addProvincial(
  maker: InstitutionMaker,
  districts: readonly District[],
  administrations: readonly OrganisationSeed[],
): void {
  const province = administrations.find(({ level }) => level === 'province')
  const own = { ...HEALTH, affiliation: '2', level: '3', grade: '1' }
  const hospitals: readonly (readonly [name: string, category: string, district: string])[] = [
    ['湖北省第一综合医院', 'A100', '420106'],
    ['湖北省第二综合医院', 'A100', '420111'],
    ['湖北省中西医结合总医院', 'A300', '420103'],
    ['湖北省东湖肿瘤医院', 'A514', '420111'],
    ['湖北省儿童专科医院', 'A519', '420102'],
    ['湖北省精神专科医院', 'A520', '420106'],
  ]
  for (const [name, category, code] of hospitals) {
    const district = districts.find(({ unit }) => unit.code === code)
    if (!district || !province) throw new Error(`no district ${code}`)
    maker.add(name, { ...own, category }, { district, parent: province })
  }
}
