import {
  addPrimaryCare,
  addVillageClinics,
  CLINIC,
  CLINIC_KINDS,
  countyAffiliation,
  shortName,
  VILLAGE_CLINIC,
} from './kinds.js'
import type { District, InstitutionMaker, Profile } from './institution_maker.js'
import { clinicNames, villageNames } from './names.js'
import type { OrganisationSeed } from './organisation_rows.js'
import { Random } from './random.js'

/** Numbers of institutions in Hubei at the end of 2019, the provincial health commission's analysis of resources. */
const SHARES = { publicHealth: 482, hospital: 1034, center: 1152, community: 1149, village: 23230, clinic: 8362 }
type Kind = keyof typeof SHARES

interface Site {
  readonly district: District
  readonly town: OrganisationSeed
}

/** Adds institutions until there are `target`, in the shares of the province, spread evenly over its towns. */
export function fillUp(maker: InstitutionMaker, districts: readonly District[], target: number): void {
  const sites = districts.flatMap((district) => district.towns.map((town) => ({ district, town })))
  const centers = new Map(maker.made.filter(isPrimaryCare).map((unit) => [unit.town_code, unit]))
  const total = Object.values(SHARES).reduce((sum, share) => sum + share)
  const add = adders(maker, centers)
  for (const kind of Object.keys(SHARES) as Kind[]) {
    const have = maker.made.filter((unit) => kindOf(unit) === kind).length
    const want = kind === 'clinic' ? target - maker.made.length : Math.round((target * SHARES[kind]) / total) - have
    const open = kind === 'center' || kind === 'community' ? withoutCenterFirst(sites, kind, centers) : sites
    for (let at = 0; at < want; at += 1) {
      const site = open[Math.floor((at * open.length) / want)]
      if (site) add[kind](site, new Random(kind, site.town.code, at))
    }
  }
}

function kindOf({ category }: OrganisationSeed): Kind {
  if (category.startsWith('A')) return 'hospital'
  if (category.startsWith('B')) return 'community'
  if (category.startsWith('C')) return 'center'
  if (category === VILLAGE_CLINIC.category) return 'village'
  return category.startsWith('D') ? 'clinic' : 'publicHealth'
}

function isPrimaryCare({ category }: OrganisationSeed): boolean {
  return category === 'B100' || category.startsWith('C')
}

/** Towns of the right sort that have none yet; communities also go a second time to the streets. */
function withoutCenterFirst(
  sites: readonly Site[],
  kind: 'center' | 'community',
  centers: ReadonlyMap<string, OrganisationSeed>,
): readonly Site[] {
  if (kind === 'community') return sites
  const free = sites.filter(({ town }) => !centers.has(town.code) && !/街道?$/.test(town.name))
  return free.length > 0 ? free : sites
}

function adders(
  maker: InstitutionMaker,
  centers: Map<string, OrganisationSeed>,
): Readonly<Record<Kind, (site: Site, random: Random) => void>> {
  return {
    publicHealth: ({ district }, random) => {
      const [category, word] = random.pick(PUBLIC_HEALTH)
      maker.add(`${district.unit.name}${word}`, government(district, category), { district })
    },
    hospital: ({ district, town }, random) => {
      const [category, word] = random.pick(HOSPITALS)
      const [name = ''] = clinicNames(random, 1)
      const isPublic = random.chance(0.38)
      const profile = isPublic ? government(district, category) : { ...CLINIC, category }
      const level = random.pick(isPublic ? ['2', '2', '3', '9'] : ['1', '2', '9'])
      const first = isPublic ? district.unit.name : shortName(district.unit)
      maker.add(`${first}${name}${word}`, { ...profile, level, grade: level === '9' ? '9' : '2' }, { district, town })
    },
    center: (site) => {
      const unit = addPrimaryCare(maker, site.district, site.town)
      if (!centers.has(site.town.code)) centers.set(site.town.code, unit)
    },
    community: ({ district, town }, random) => {
      const center = centers.get(town.code)
      if (!center && /街道?$/.test(town.name)) {
        centers.set(town.code, addPrimaryCare(maker, district, town))
        return
      }
      const profile = { ...government(district, 'B200'), affiliation: '6' }
      const [name = ''] = clinicNames(random, 1)
      maker.add(`${town.name}${name}社区卫生服务站`, profile, { district, town, parent: town })
    },
    village: ({ district, town }, random) => {
      const center = centers.get(town.code)
      const villages = villageNames(random, 1)
      if (center) addVillageClinics(maker, { district, town, center, villages })
      else maker.add(`${town.name}${villages[0]}卫生室`, VILLAGE_CLINIC, { district, town, reporter: district.unit })
    },
    clinic: ({ district, town }, random) => {
      const [category, word] = random.pick(CLINIC_KINDS)
      const [name = ''] = clinicNames(random, 1)
      const place = { district, town, reporter: district.unit }
      maker.add(`${shortName(district.unit)}${name}${word}`, { ...CLINIC, category }, place)
    },
  }
}

function government({ unit }: District, category: string): Profile {
  return { category, economicType: '11', host: '1', affiliation: countyAffiliation(unit) }
}

const HOSPITALS = [
  ['A100', '医院'],
  ['A100', '综合医院'],
  ['A210', '中医医院'],
  ['A300', '中西医结合医院'],
  ['A512', '眼科医院'],
  ['A526', '骨科医院'],
  ['A527', '康复医院'],
  ['A710', '护理院'],
] as const

const PUBLIC_HEALTH = [
  ['J100', '疾病预防控制中心'],
  ['K100', '卫生监督所'],
  ['G100', '妇幼保健院'],
  ['E100', '急救中心'],
  ['O100', '健康教育所'],
] as const
