import { Period } from '@weitong/designer/period'
import type { OrganisationSeed } from './organisation_rows.js'
import { Random } from './random.js'

/** Share of a usual month, January to December: fewer visits around the Spring Festival. */
const SEASON = [1.01, 0.94, 1.02, 1.02, 1.01, 1, 1.01, 0.99, 0.98, 0.96, 1.01, 1.03]
const GROWTH = 1.03

/** Something out of the ordinary that a 核实性 rule notices, so that the report carries an explanation. */
export type Event = 'epidemic' | 'crowded' | 'expensive' | 'none'

/** What makes one hospital different from another, the same in every month. */
interface Hospital {
  readonly beds: number
  readonly staffPerBed: number
  readonly occupancy: number
  readonly stay: number
  readonly visitsPerBed: number
  readonly visitFee: number
  readonly stayFee: number
  readonly chineseMedicine: number
}

/** Beds from and to, by hospital level. */
const BEDS: Readonly<Record<string, readonly [low: number, high: number]>> = {
  '3': [500, 1600],
  '2': [120, 520],
  '1': [40, 100],
  '9': [30, 120],
}

function hospitalOf(unit: OrganisationSeed): Hospital {
  const random = new Random('hospital', unit.code)
  const [low, high] = BEDS[unit.hospital_level] ?? [30, 120]
  const size = unit.ownership === 'private' ? 0.5 : 1
  const large = unit.hospital_level === '3'
  return {
    beds: Math.round(random.between(low, high) * size),
    staffPerBed: random.between(1, 1.35),
    occupancy: random.between(0.55, 0.92),
    stay: random.between(6.5, 10),
    visitsPerBed: random.between(35, 75),
    visitFee: random.between(150, large ? 380 : 260),
    stayFee: random.between(4000, large ? 13_000 : 7500),
    chineseMedicine: unit.category.startsWith('A2') ? random.between(0.35, 0.55) : random.between(0.04, 0.15),
  }
}

/**
 * What a hospital reports on 卫健统1-9 for a month: plausible, growing 3 % a year, true under every 强制性 rule. Keys are
 * indicator codes; computed cells are included and come out the same. Money in 千元 with two decimals. `given` says what
 * happened in that month instead of chance.
 */
export function hospitalFigures(unit: OrganisationSeed, period: string, given?: Event): Record<string, string> {
  const random = new Random('figures', unit.code, period)
  const month = Period.parse(period)
  const hospital = hospitalOf(unit)
  const event = given ?? random.weighted<Event>({ none: 92, epidemic: 3, crowded: 3, expensive: 2 })
  const scale = factor(month.key)
  const noise = () => random.between(0.98, 1.02)

  const openDays = hospital.beds * month.days
  const occupied = Math.round(
    openDays * Math.min(1.12, hospital.occupancy * scale * noise()) * (event === 'crowded' ? 1.45 : 1),
  )
  const discharges = Math.round(occupied / (hospital.stay * noise()))
  const visits = Math.round(hospital.beds * hospital.visitsPerBed * scale * noise() * (event === 'epidemic' ? 1.5 : 1))
  return {
    ...staff(random, hospital),
    M0102: String(hospital.beds),
    M010301: String(openDays),
    M010302: String(occupied),
    M010303: String(Math.max(discharges, Math.round(occupied * random.between(0.97, 1.01)))),
    ...money(random, { hospital, visits, discharges, dear: event === 'expensive' ? 4 : 1 }),
    M0301: String(visits + Math.round(visits * random.between(0.01, 0.06))),
    M030101: String(visits),
    M03010101: String(Math.round(visits * random.between(0.3, 0.6))),
    M0302: String(discharges),
    M0303: String(Math.round(discharges * random.between(0.001, 0.006))),
    ...reform(unit, discharges),
  }
}

/** Season times growth since 2025. */
function factor(period: string): number {
  const [year = 2025, month = 1] = period.split('-').map(Number)
  return (SEASON[month - 1] ?? 1) * GROWTH ** (year - 2025 + (month - 1) / 12)
}

function staff(random: Random, { beds, staffPerBed }: Hospital): Record<string, string> {
  const all = Math.round(beds * staffPerBed) + random.integer(0, 2)
  const doctors = Math.round(all * 0.33)
  return {
    M0101: String(all),
    M010101: String(doctors),
    M01010101: String(Math.round(doctors * 0.06)),
    M01010102: String(Math.round(doctors * 0.05)),
    M010102: String(Math.round(all * 0.5)),
  }
}

interface Turnover {
  readonly hospital: Hospital
  readonly visits: number
  readonly discharges: number
  /** Fees as a multiple of the usual. */
  readonly dear: number
}

function money(random: Random, { hospital, visits, discharges, dear }: Turnover): Record<string, string> {
  const outpatient = cents((visits * hospital.visitFee * dear * random.between(0.97, 1.03)) / 1000)
  const inpatient = cents((discharges * hospital.stayFee * random.between(0.97, 1.03)) / 1000)
  const drugs = [outpatient, inpatient].map((income) => cents(income * random.between(0.24, 0.34)))
  const [outpatientDrugs = 0, inpatientDrugs = 0] = drugs
  const allDrugs = outpatientDrugs + inpatientDrugs
  const cost = cents((outpatient + inpatient) * random.between(0.88, 1.01))
  const drugCost = cents(Math.min(cost, allDrugs * random.between(0.85, 0.98)))
  return {
    M0201: decimal(outpatient + inpatient),
    M020101: decimal(outpatient),
    M02010101: decimal(outpatientDrugs),
    M020102: decimal(inpatient),
    M02010201: decimal(inpatientDrugs),
    M020103: decimal(cents(allDrugs * random.between(0.3, 0.5))),
    M020104: decimal(cents((outpatient + inpatient) * hospital.chineseMedicine)),
    M0202: decimal(cost),
    M020201: decimal(drugCost),
    M02020101: decimal(cents(drugCost * hospital.chineseMedicine)),
  }
}

/** Section five of the historical edition, for public hospitals. */
function reform(unit: OrganisationSeed, discharges: number): Record<string, string> {
  if (unit.ownership !== 'public') return {}
  const random = new Random('reform', unit.code)
  const yes = (probability: number) => (random.chance(probability) ? '1' : '2')
  return {
    M0501: yes(0.7),
    M0504: yes(0.3),
    M0505: yes(0.8),
    M0506: yes(0.4),
    M0507: yes(0.9),
    M0508: yes(0.7),
    M0509: yes(0.95),
    M0510: decimal(cents(random.between(55, 100))),
    M0511: String(random.integer(5, 80)),
    M051101: String(Math.round(discharges * random.between(0.2, 0.5))),
    M0512: String(random.integer(0, 60)),
  }
}

/** Two decimals. */
function cents(value: number): number {
  return Math.round(value * 100) / 100
}

/** Canonical: no zeros at the end. */
function decimal(value: number): string {
  return String(cents(value))
}
