import { pinyinInitials } from '#platform'
import { readCsv } from './csv.js'

/** A row of `organisations`, complete; ids are given here because paths are made of them. */
export interface OrganisationSeed {
  readonly id: number
  readonly code: string
  readonly name: string
  readonly pinyin: string
  readonly kind: 'administration' | 'institution'
  readonly level: 'province' | 'city' | 'county' | 'town' | null
  readonly parent_id: number | null
  readonly path: string
  readonly division_code: string
  readonly city_code: string
  readonly county_code: string
  readonly town_code: string
  readonly category: string
  readonly economic_type: string
  readonly ownership: 'public' | 'private' | ''
  readonly host: string
  readonly affiliation: string
  readonly hospital_level: string
  readonly hospital_grade: string
  readonly credit_code: string
  readonly reporter_id: number | null
  readonly leader: string
  readonly contact_phone: string
  readonly status: 'active'
  readonly valid_from: string
}

const NOT_AN_INSTITUTION = {
  category: '',
  economic_type: '',
  ownership: '',
  host: '',
  affiliation: '',
  hospital_level: '',
  hospital_grade: '',
  credit_code: '',
  reporter_id: null,
  leader: '',
  contact_phone: '',
} as const

/** The tree of administrations: the province, its 17 cities, their counties, and all towns. */
export function administrations(): OrganisationSeed[] {
  const made = new Map<string, OrganisationSeed>()
  const records = [...readCsv('hubei_divisions.csv'), ...readCsv('hubei_towns.csv')] as unknown as Division[]
  const order = ['province', 'city', 'county', 'town'] as const
  for (const level of order) {
    for (const record of records.filter((each) => each.level === level)) {
      const parent = made.get(record.parent) ?? null
      if (!parent && level !== 'province') throw new Error(`division ${record.code} has no parent ${record.parent}`)
      made.set(record.code, administration(made.size + 1, record, parent))
    }
  }
  return [...made.values()]
}

interface Division {
  readonly code: string
  readonly name: string
  readonly parent: string
  readonly level: 'province' | 'city' | 'county' | 'town'
}

function administration(
  id: number,
  { code, name, level }: Division,
  parent: OrganisationSeed | null,
): OrganisationSeed {
  return {
    id,
    code,
    name,
    pinyin: pinyinInitials(name),
    kind: 'administration',
    level,
    parent_id: parent?.id ?? null,
    path: `${parent?.path ?? '/'}${id}/`,
    division_code: code,
    city_code: level === 'city' ? code : (parent?.city_code ?? ''),
    county_code: level === 'county' ? code : (parent?.county_code ?? ''),
    town_code: level === 'town' ? code : '',
    ...NOT_AN_INSTITUTION,
    status: 'active',
    valid_from: '1949-10-01',
  }
}
