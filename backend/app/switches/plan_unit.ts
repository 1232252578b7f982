import { type CarriedDraft, carryDraft, type DraftValue, isInvalid } from '@weitong/designer/entry'
import { Period } from '@weitong/designer/period'
import { STATUS_FILTERS } from '@weitong/designer/submission'
import { inScope, type TemplateIndicator } from '@weitong/designer/template'
import { type PublishedVersion, withRows } from '#forms'
import type { HotClient } from '#platform'
import { evaluateReport, type EvaluatedReport, type Person, type Report } from '#submissions'

/**
 * `empty` begins on the new version; `moves`: a draft goes over; `keeps`: a submitted report goes over as it is; `again`: a submitted
 * report must be looked at by its unit first; `locked` stays where it is; `added` owes a report from now on.
 */
export type Fate = 'empty' | 'moves' | 'keeps' | 'again' | 'locked' | 'added'

/** A value named for a person. */
export interface NamedValue {
  readonly key: string
  readonly title: string
  readonly value: string
}

/** What the switch means for the report of one unit. */
export interface UnitPlan {
  readonly fate: Fate
  /** Not in the scope of the new version; it still owes its report. */
  readonly outside: boolean
  readonly removed: readonly NamedValue[]
  readonly reread: readonly NamedValue[]
  /** 必填 cells and head items that are blank. */
  readonly missing: number
  readonly errors: number
  /** 核实性 findings without 核实说明. */
  readonly warnings: number
  readonly messages: readonly string[]
}

export interface PlannedUnit {
  readonly plan: UnitPlan
  readonly carried: CarriedDraft
  /** The report under the new version; null where it stays on the old one or was not asked for. */
  readonly run: EvaluatedReport | null
}

export interface Versions {
  readonly from: PublishedVersion
  readonly to: PublishedVersion
}

const MESSAGES = 5

/** What would happen to a report that has been begun. Writes nothing. */
export async function planUnit(
  client: HotClient,
  by: Person,
  { versions, report }: { versions: Versions; report: Report },
): Promise<PlannedUnit> {
  const to = withRows(versions.to, report.draft)
  const carried = carryDraft(report.draft, to.compiled)
  const outside = !inScope(versions.to.compiled, report.org, Period.parse(report.period))
  const titles = titlesOf(versions)
  const removed = named(carried.removed, titles)
  const reread = named(Object.fromEntries(Object.entries(carried.reread).map(([key, [was]]) => [key, was])), titles)
  const none = { outside, removed: [], reread: [], missing: 0, errors: 0, warnings: 0, messages: [] }
  if (isLocked(report)) return { plan: { ...none, fate: 'locked' }, carried, run: null }
  const run = await evaluateReport(client, by, { version: versions.to, report: { ...report, draft: carried.draft } })
  const asked = run.findings.filter(({ severity, rule }) => severity === 'error' || !report.explanations[rule])
  const missing = asked.filter(({ rule }) => rule.startsWith('REQUIRED.')).length
  const warnings = asked.filter(({ severity }) => severity === 'warning').length
  const plan = {
    outside,
    removed,
    reread,
    missing,
    errors: asked.length - missing - warnings,
    warnings,
    messages: asked.slice(0, MESSAGES).map(({ message }) => message),
  }
  const submitted = await readSubmitted(client, report)
  return { plan: { ...plan, fate: fateOf({ submitted, carried, run, asked: asked.length }) }, carried, run }
}

function isLocked(report: Report): boolean {
  return report.locks.length > 0 || STATUS_FILTERS.approved.includes(report.state)
}

const SUBMITTED = { name: 'switch_submitted', text: 'select submitted from submissions where id = $1' }

/** The values a report counts with; null when it is not submitted. */
async function readSubmitted(client: HotClient, report: Report): Promise<Found['submitted']> {
  if (!STATUS_FILTERS.submitted.includes(report.state)) return null
  const { rows } = await client.query<{ submitted: Found['submitted'] }>({
    ...SUBMITTED,
    values: [report.submissionId],
  })
  return rows[0]?.submitted ?? null
}

interface Found {
  readonly submitted: Readonly<Record<string, string | null>> | null
  readonly carried: CarriedDraft
  readonly run: EvaluatedReport
  /** Findings the unit would have to deal with. */
  readonly asked: number
}

/** A submitted report goes over by itself only when nothing of it changes and nothing more is asked of its unit. */
function fateOf(found: Found): Fate {
  const { submitted, carried, run, asked } = found
  if (!submitted) return 'moves'
  const touched = Object.keys(carried.removed).length + Object.keys(carried.reread).length > 0
  const recalculated = Object.entries(run.values).some(
    ([key, value]) => key in submitted && (submitted[key] ?? null) !== value,
  )
  return asked > 0 || touched || recalculated ? 'again' : 'keeps'
}

function titlesOf({ from, to }: Versions): ReadonlyMap<string, TemplateIndicator> {
  return new Map([...to.compiled.indicators, ...from.compiled.indicators])
}

/** A key is `indicator`, or `indicator__row__column`. */
function named(
  values: Readonly<Record<string, DraftValue>>,
  indicators: ReadonlyMap<string, TemplateIndicator>,
): NamedValue[] {
  return Object.entries(values).map(([key, value]) => {
    const [code = key] = key.split('__')
    const title = indicators.get(code)?.name ?? key
    return { key, title, value: isInvalid(value) ? value.invalid : (value ?? '') }
  })
}
