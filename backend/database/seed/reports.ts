import type { PeriodValues } from '@weitong/designer/entry'
import { Period } from '@weitong/designer/period'
import type { ReviewStep } from '@weitong/designer/submission'
import { openCollection } from '#collections'
import { loadVersion, type PublishedVersion } from '#forms'
import { rows, type Trx } from '#platform'
import { rebuildAllFacts } from '#submissions'
import { actingAs, type AccountSeed } from './accounts.js'
import { asOwner, type Base } from './base.js'
import { CATALOGUE, loadCatalogueForm } from './catalogue.js'
import { clinicFigures } from './clinic_figures.js'
import { addDays, officeHour } from './days.js'
import { clinicFate, eventAt, type Fate, fateOf } from './fates.js'
import { hospitalFigures } from './hospital_figures.js'
import { insertRows } from './insert_rows.js'
import type { OrganisationSeed } from './organisation_rows.js'
import { Random } from './random.js'
import { type Calendar, type ReportRows, reportRows } from './report_rows.js'

const MONTHS = 13
/** So many of the oldest months were collected with the historical edition. */
const HISTORICAL = 4

interface Running {
  readonly base: Base
  readonly day: string
  readonly say: (message: string) => void
  readonly units: ReadonlyMap<string, OrganisationSeed>
  readonly fillers: ReadonlyMap<number, AccountSeed>
  readonly reviewers: ReadonlyMap<string, AccountSeed>
  readonly designer: AccountSeed
}

/** Forms, 13 months of 卫健统1-9 in every state, and 卫健统1-3 of last year. */
export async function seedReports(base: Base, { day, say }: Pick<Running, 'day' | 'say'>): Promise<void> {
  const designer = base.accounts.find(({ roles }) => roles.includes('designer'))
  if (!designer) throw new Error('no demo account is a designer')
  const running: Running = {
    base,
    day,
    say,
    designer,
    units: new Map(base.organisations.map((unit) => [String(unit.id), unit])),
    fillers: byUnit(base.accounts, 'filler'),
    reviewers: new Map([...byUnit(base.accounts, 'reviewer')].map(([id, account]) => [String(id), account])),
  }
  const published = new Map<string, PublishedVersion[]>()
  for (const code of CATALOGUE) {
    const loaded = await loadCatalogueForm(actingAs(designer), code)
    published.set(code, await Promise.all(loaded.map(({ id }) => loadVersion(id))))
    say(`表样 ${code}，${loaded.length} 个版本`)
  }
  await seedMonths(running, published.get('WJT-1-9') ?? [])
  await seedClinics(running, published.get('WJT-1-3') ?? [])
  const facts = await rebuildAllFacts(null)
  say(`事实表 ${facts.map((form) => `${form.code} ${form.rows} 行`).join('，')}`)
}

/** The first account of each unit with the role, by id of the unit. */
function byUnit(accounts: readonly AccountSeed[], role: AccountSeed['roles'][number]): Map<number, AccountSeed> {
  const found = new Map<number, AccountSeed>()
  for (const account of accounts) {
    if (account.roles.includes(role) && !found.has(account.unit.id)) found.set(account.unit.id, account)
  }
  return found
}

async function seedMonths(running: Running, [historical, current]: readonly PublishedVersion[]): Promise<void> {
  if (!historical || !current) throw new Error('卫健统1-9 has two editions')
  const last = Period.of('month', running.day).shift(-1)
  const submitted = new Map<string, PeriodValues>()
  let count = 0
  for (let age = MONTHS - 1; age >= 0; age -= 1) {
    const period = last.shift(-age)
    const version = age >= MONTHS - HISTORICAL ? historical : current
    const figuresOf = (unit: OrganisationSeed) => hospitalFigures(unit, period.key, eventAt(unit.name, age))
    const fate = (unit: OrganisationSeed, steps: number) =>
      fateOf(new Random('fate', unit.code, period.key), { name: unit.name, age, steps })
    count += await seedCollection(running, { version, period, closed: age > 1, fate, figuresOf, submitted })
  }
  running.say(`卫健统1-9 医院月报 ${MONTHS} 期，报表 ${count} 份`)
}

async function seedClinics(running: Running, [version]: readonly PublishedVersion[]): Promise<void> {
  if (!version) throw new Error('卫健统1-3 is missing')
  const period = Period.of('year', running.day).shift(-1)
  const figuresOf = (unit: OrganisationSeed) =>
    clinicFigures({ code: unit.code, name: unit.name, town: unit.town_code })
  const fate = (unit: OrganisationSeed, steps: number) => clinicFate(new Random('fate', unit.code), steps)
  const submitted = new Map<string, PeriodValues>()
  const count = await seedCollection(running, { version, period, closed: false, fate, figuresOf, submitted })
  running.say(`卫健统1-3 村卫生室年报 ${period.label}，报表 ${count} 份`)
}

interface Collection {
  readonly version: PublishedVersion
  readonly period: Period
  readonly closed: boolean
  readonly fate: (unit: OrganisationSeed, steps: number) => Fate
  readonly figuresOf: (unit: OrganisationSeed) => Record<string, string>
  /** Submitted values by `unit period`, of this form: read for earlier periods, and added to. */
  readonly submitted: Map<string, PeriodValues>
}

/** Opens a collection through its act and writes the reports in it; returns how many. */
async function seedCollection(running: Running, collection: Collection): Promise<number> {
  const { version, period, closed } = collection
  const calendar = calendarOf(running.day, collection)
  const days = [0, 2, 4, 7].map((later) => addDays(calendar.due, later))
  const [due = '', dueCounty = '', dueCity = '', dueProvince = ''] = days
  const input = { formVersionId: version.id, period: period.key, due, dueCounty, dueCity, dueProvince }
  const { id } = (await openCollection(actingAs(running.designer), input)) as { id: string }
  return asOwner(async (trx) => {
    const opened = { opened_at: officeHour(calendar.from, 0), ...(closed && { state: 'closed' }) }
    await trx.from('collections').where('id', id).update(opened)
    const list = await planReports(trx, running, { ...collection, id, calendar })
    await insertReports(trx, list)
    return list.length
  })
}

/** Filling begins the day after the period ends; the newest month is due in two days, years with it, others on the 15th. */
function calendarOf(day: string, { period, closed }: Collection): Calendar {
  const from = addDays(period.end, 1)
  const current = period.type === 'year' || Period.of('month', day).shift(-1).key === period.key
  const due = current ? addDays(day, 2) : addDays(from, 14)
  return {
    from: period.type === 'year' ? addDays(day, -60) : from,
    due,
    until: closed ? addDays(due, 7) : addDays(day, -1),
  }
}

async function planReports(
  trx: Trx,
  running: Running,
  collection: Collection & { id: string; calendar: Calendar },
): Promise<ReportRows[]> {
  const { version, period, calendar, submitted } = collection
  const obligations = await rows<{ id: string; organisation: string; steps: ReviewStep[] }>(
    trx,
    `select id, organisation_id as organisation, review_steps as steps from obligations where collection_id = ? order by id`,
    [collection.id],
  )
  const list: ReportRows[] = []
  for (const { id: obligationId, organisation, steps } of obligations) {
    const unit = running.units.get(organisation)
    const filler = unit && running.fillers.get(unit.reporter_id ?? unit.id)
    if (!unit || !filler) continue
    const fate = collection.fate(unit, steps.length)
    if (fate.kind === 'empty') continue
    const earlier = {
      previous: submitted.get(`${unit.id} ${period.shift(-1).key}`) ?? null,
      lastYear: submitted.get(`${unit.id} ${period.lastYear().key}`) ?? null,
    }
    const figures = collection.figuresOf(unit)
    const random = new Random('report', unit.code, period.key)
    const { reviewers } = running
    const plan = {
      obligationId,
      steps,
      unit,
      version,
      period,
      figures,
      fate,
      earlier,
      calendar,
      filler,
      reviewers,
      random,
    }
    const report = reportRows(plan)
    if (report.submitted) submitted.set(`${unit.id} ${period.key}`, report.submitted)
    list.push(report)
  }
  return list
}

/** Submissions first; their ids then go to what belongs to them. */
async function insertReports(trx: Trx, list: readonly ReportRows[]): Promise<void> {
  await insertRows(
    trx,
    'submissions',
    list.map(({ submission }) => submission),
  )
  const inserted = await rows<{ id: string; obligation_id: string }>(
    trx,
    'select id, obligation_id from submissions where obligation_id = any (?)',
    [list.map(({ submission }) => submission.obligation_id)],
  )
  const ids = new Map(inserted.map(({ id, obligation_id }) => [obligation_id, id]))
  const own = (part: (report: ReportRows) => readonly object[]) =>
    list.flatMap((report) => {
      const submission_id = ids.get(report.submission.obligation_id)
      return part(report).map((row) => ({ submission_id, ...row }))
    })
  await insertRows(
    trx,
    'change_log',
    own(({ log }) => [log]),
  )
  await insertRows(
    trx,
    'findings',
    own(({ findings }) => findings),
  )
  await insertRows(
    trx,
    'review_events',
    own(({ events }) => events),
  )
  await insertRows(
    trx,
    'locks',
    own(({ lock }) => (lock ? [lock] : [])),
  )
}
