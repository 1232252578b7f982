import { pinyinInitials } from '#platform'
import { creditCode, organisationCode } from './identifiers.js'
import { inventedPhone, personName } from './names.js'
import type { OrganisationSeed } from './organisation_rows.js'
import { Random } from './random.js'

/** What an institution is, apart from where it stands. */
export interface Profile {
  readonly category: string
  /** 11 state-owned, 12 collective, 17 private... */
  readonly economicType: string
  /** 1 health administration … 7 person. */
  readonly host: string
  /** 2 province, 3 city, 4 city district or county-level city, 5 county, 6–8 street, town, township; '' not government-run. */
  readonly affiliation: string
  readonly level?: string
  readonly grade?: string
}

/** A county, or one of the four units without counties, with its towns. */
export interface District {
  readonly unit: OrganisationSeed
  readonly towns: readonly OrganisationSeed[]
}

export interface Place {
  readonly district: District
  /** The unit one level up in the tree: the chain that rights follow. Default the county. */
  readonly parent?: OrganisationSeed
  readonly town?: OrganisationSeed
  /** Who reports for it (代报). */
  readonly reporter?: OrganisationSeed
}

const PUBLIC = new Set(['11', '12'])

/** Makes institutions with ids, codes and paths that fit together; names are different within the province. */
export class InstitutionMaker {
  readonly made: OrganisationSeed[] = []
  readonly #names = new Map<string, number>()
  #id: number

  constructor(administrations: readonly OrganisationSeed[]) {
    this.#id = administrations.length
  }

  add(name: string, profile: Profile, place: Place): OrganisationSeed {
    const id = (this.#id += 1)
    const { unit } = place.district
    const parent = place.parent ?? unit
    const unique = this.#uniqueName(name)
    const random = new Random('institution', unique)
    const isPublic = PUBLIC.has(profile.economicType)
    const organisation = organisationCode(String(70_000_000 + id))
    const row: OrganisationSeed = {
      id,
      code: unit.division_code + organisation,
      name: unique,
      pinyin: pinyinInitials(unique),
      kind: 'institution',
      level: null,
      parent_id: parent.id,
      path: `${parent.path}${id}/`,
      division_code: unit.division_code,
      city_code: unit.city_code,
      county_code: unit.county_code,
      town_code: (place.town ?? random.pick(place.district.towns)).code,
      category: profile.category,
      economic_type: profile.economicType,
      ownership: isPublic ? 'public' : 'private',
      host: profile.host,
      affiliation: profile.affiliation,
      hospital_level: profile.level ?? '',
      hospital_grade: profile.grade ?? '',
      credit_code: creditCode(isPublic ? '12' : '52', unit.division_code, organisation),
      reporter_id: place.reporter?.id ?? null,
      leader: personName(random),
      contact_phone: inventedPhone(random),
      status: 'active',
      valid_from: `${random.integer(1952, 2018)}-0${random.integer(1, 9)}-01`,
    }
    this.made.push(row)
    return row
  }

  #uniqueName(name: string): string {
    const count = (this.#names.get(name) ?? 0) + 1
    this.#names.set(name, count)
    return count === 1 ? name : `${name}（${count}）`
  }
}
