import { isOpenError, isOpenWarning, type Finding } from '@weitong/designer/check'
import { type DraftValue, evaluate, type PeriodValues } from '@weitong/designer/entry'
import type { OrgAttributes } from '@weitong/designer/organisation'
import type { Period } from '@weitong/designer/period'
import { nextState, type ReviewStep, type SubmissionState } from '@weitong/designer/submission'
import type { PublishedVersion } from '#forms'
import type { AccountSeed } from './accounts.js'
import { addDays, daysBetween, officeHour } from './days.js'
import { explanationOf, RETURNS } from './explanations.js'
import type { Fate } from './fates.js'
import type { OrganisationSeed } from './organisation_rows.js'
import type { Random } from './random.js'

/** Everything that one report of the demo comes from. */
export interface ReportPlan {
  readonly obligationId: string
  readonly steps: readonly ReviewStep[]
  readonly unit: OrganisationSeed
  readonly version: PublishedVersion
  readonly period: Period
  readonly figures: Readonly<Record<string, string>>
  readonly fate: Fate
  readonly earlier: { readonly previous: PeriodValues; readonly lastYear: PeriodValues }
  readonly calendar: Calendar
  readonly filler: AccountSeed
  readonly reviewers: ReadonlyMap<string, AccountSeed>
  readonly random: Random
}

/** First day of filling, the due day, and the last day on which something happened. */
export interface Calendar {
  readonly from: string
  readonly due: string
  readonly until: string
}

/** Rows of one report; those of other tables wait for the id of the submission. */
export interface ReportRows {
  readonly submission: Readonly<Record<string, unknown>> & { readonly obligation_id: string }
  readonly findings: readonly object[]
  readonly events: readonly object[]
  readonly log: object
  readonly lock: object | null
  /** null when it was never submitted. */
  readonly submitted: PeriodValues
}

/** The rows that filling, submitting and reviewing through the product would have left. */
export function reportRows(plan: ReportPlan): ReportRows {
  const { fate, unit, version, period, filler } = plan
  const complete = fate.kind !== 'draft'
  const draft = draftOf(plan, complete)
  const context = { org: attributesOf(unit), period, ...plan.earlier }
  const evaluation = evaluate(version.compiled, draft, context)
  const findings = complete
    ? evaluation.findings.filter((finding) => isOpenWarning(finding) || isOpenError(finding))
    : []
  const errors = findings.filter(isOpenError)
  if (errors.length > 0)
    throw new Error(`${unit.name} ${period.key}: ${errors.map(({ message }) => message).join('; ')}`)
  const times = new Times(plan)
  const explanations = Object.fromEntries(findings.map(({ rule }) => [rule, explanationOf(rule)]))
  const history = new History(plan, times)
  return {
    submission: {
      form_id: version.formId,
      period: period.key,
      organisation_id: unit.id,
      obligation_id: plan.obligationId,
      form_version_id: version.id,
      org_path: unit.path,
      state: history.state,
      revision: 1,
      draft,
      header: headerOf(unit, filler, times.saved),
      explanations: Object.fromEntries(
        Object.entries(explanations).map(([rule, text]) => [rule, { text, by: String(filler.id), at: times.saved }]),
      ),
      filled: evaluation.filled,
      explained: history.submitted ? findings.length : 0,
      submitted: history.submitted ? evaluation.values : null,
      submitted_at: history.submitted ? times.submitted : null,
      submitted_by: history.submitted ? filler.id : null,
      overdue: history.submitted && times.submitted.slice(0, 10) > plan.calendar.due,
      seen_at: history.passed.length > 0 ? times.submitted : null,
      passed: history.passed,
      return_reason: history.returned?.reason ?? null,
      return_key: history.returned?.key ?? null,
      saved_at: times.saved,
      saved_by: filler.id,
    },
    findings: findings.map((finding) => findingRow(finding, plan, { explanations, at: times.saved })),
    events: history.events,
    log: logRow(plan, { draft, explanations, at: times.saved }),
    lock: history.lock,
    submitted: history.submitted ? evaluation.values : null,
  }
}

function attributesOf(unit: OrganisationSeed): OrgAttributes {
  return {
    id: String(unit.id),
    name: unit.name,
    category: unit.category,
    economicType: unit.economic_type,
    ownership: unit.ownership === 'public' ? 'public' : 'private',
    host: unit.host,
    affiliation: unit.affiliation,
    level: unit.hospital_level,
    grade: unit.hospital_grade,
    division: unit.division_code,
    city: unit.city_code,
    county: unit.county_code,
    town: unit.town_code,
    creditCode: unit.credit_code,
  }
}

/** Figures of the cells that are filled in this version; a report that is not complete stops half-way, once with a slip. */
function draftOf({ version, figures, random }: ReportPlan, complete: boolean): Record<string, DraftValue> {
  const keys = version.compiled.inputs.flatMap(({ cell }) => (cell.binding ? [cell.binding.key] : []))
  const filled = keys.filter((key) => figures[key] !== undefined)
  const some = complete ? filled : filled.slice(0, Math.ceil(filled.length * random.between(0.3, 0.8)))
  const draft: Record<string, DraftValue> = Object.fromEntries(some.map((key) => [key, figures[key] ?? null]))
  const last = some.at(-1)
  if (!complete && last && random.chance(0.3)) draft[last] = { invalid: `约${figures[last]}` }
  return draft
}

/** When things happened: saved, submitted, and each review step some days later, never after the last day. */
class Times {
  readonly submitted: string
  readonly saved: string
  readonly #plan: ReportPlan
  #day: string

  constructor(plan: ReportPlan) {
    const { random, calendar } = plan
    const late = random.chance(0.03)
    const end = calendar.until < calendar.due ? calendar.until : calendar.due
    const span = Math.max(0, daysBetween(calendar.from, end))
    this.#plan = plan
    // Most reports come in the last days.
    this.#day = late
      ? this.#notAfterLast(addDays(calendar.due, random.integer(1, 4)))
      : this.#notAfterLast(addDays(calendar.from, Math.floor(span * Math.sqrt(random.next()))))
    const hour = random.next() * 0.9
    this.saved = officeHour(this.#day, hour)
    this.submitted = officeHour(this.#day, hour + 0.05)
  }

  /** The next review step. */
  next(): string {
    const { random } = this.#plan
    this.#day = this.#notAfterLast(addDays(this.#day, random.integer(1, 3)))
    return officeHour(this.#day, 0.95 + random.next() * 0.04)
  }

  #notAfterLast(day: string): string {
    return day < this.#plan.calendar.until ? day : this.#plan.calendar.until
  }
}

/** What submitting and reviewing left, step by step through the transition table. */
class History {
  state: SubmissionState = 'draft'
  submitted = false
  returned: (typeof RETURNS)[number] | null = null
  lock: object | null = null
  readonly passed: { level: string; organisationId: string; by: string; at: string }[] = []
  readonly events: object[] = []
  readonly #plan: ReportPlan

  constructor(plan: ReportPlan, times: Times) {
    this.#plan = plan
    const { fate, steps } = plan
    if (fate.kind === 'checked') this.#move('check')
    if (fate.kind === 'submitted' || fate.kind === 'returned') {
      this.#move('submit')
      this.submitted = true
      this.#event('submit', { at: times.submitted, account_id: plan.filler.id, level: null })
    }
    if (fate.kind === 'submitted') for (const step of steps.slice(0, fate.passes)) this.#pass(step, times.next())
    if (fate.kind === 'returned') this.#return(times.next())
  }

  #move(action: 'check' | 'submit' | 'pass' | 'return'): void {
    this.state = nextState(this.state, action, { steps: this.#plan.steps, seen: true })
  }

  #pass(step: ReviewStep, at: string): void {
    this.#move('pass')
    const by = this.#reviewer(step)
    this.passed.push({ level: step.level, organisationId: step.organisationId, by: String(by.id), at })
    this.#event('pass', { at, account_id: by.id, level: step.level })
    if (this.state !== 'province-approved') return
    const { unit, version, period } = this.#plan
    const scope = { org_path: unit.path, form_id: version.formId, period: period.key }
    this.lock = { ...scope, reason: '省级审批通过', made_by: by.id, made_at: at }
  }

  #return(at: string): void {
    const { steps, random } = this.#plan
    const [step] = steps
    if (!step) throw new Error('a report without review steps cannot be returned')
    this.#move('return')
    this.returned = random.pick(RETURNS)
    this.#event('return', { at, account_id: this.#reviewer(step).id, level: step.level, ...this.returned })
  }

  #reviewer({ organisationId, name }: ReviewStep): AccountSeed {
    const reviewer = this.#plan.reviewers.get(organisationId)
    if (!reviewer) throw new Error(`${name} has no reviewer`)
    return reviewer
  }

  #event(action: string, rest: object): void {
    this.events.push({ org_path: this.#plan.unit.path, action, reason: null, key: null, ...rest })
  }
}

function headerOf(unit: OrganisationSeed, filler: AccountSeed, at: string): Record<string, string> {
  return {
    leader: unit.leader,
    statistician: filler.name,
    filled_by: filler.name,
    phone: filler.phone,
    date: at.slice(0, 10),
  }
}

interface Written {
  readonly explanations: Readonly<Record<string, string>>
  readonly at: string
}

function findingRow(
  { rule, severity, message, keys }: Finding,
  plan: ReportPlan,
  { explanations, at }: Written,
): object {
  const explained = { explanation: explanations[rule] ?? null, explained_by: plan.filler.id, explained_at: at }
  return { org_path: plan.unit.path, rule, severity, message, keys, ...explained }
}

function logRow(
  plan: ReportPlan,
  { draft, explanations, at }: Written & { draft: Record<string, DraftValue> },
): object {
  const texts = Object.entries(explanations).map(([rule, text]) => [`explanations.${rule}`, [null, text]])
  const cells = Object.entries(draft).map(([key, value]) => [key, [null, value]])
  const changes = Object.fromEntries([...cells, ...texts])
  return { org_path: plan.unit.path, revision: 1, account_id: plan.filler.id, at, changes }
}
