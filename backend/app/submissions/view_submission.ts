import type { StartValue } from '@weitong/designer/entry'
import { STATE_LABELS } from '@weitong/designer/submission'
import { NO_CHANGES, type OtherReports } from '@weitong/designer/template'
import { type CollectionSummary, viewCollection } from '#collections'
import { type CheckedVersion, loadChecked } from '#checks'
import { type HotClient, inHotTransaction, inTransaction, now, type Statement } from '#platform'
import { headerOf } from './header.js'
import { type AccountName, namesOf } from './names.js'
import {
  type EarlierValues,
  checksOf,
  earlierPeriods,
  readEarlier,
  readOthers,
  readReport,
  type Report,
  textsOf,
} from './report.js'
import { startsOf } from './start_values.js'
import { abilitiesOf } from './submission_abilities.js'
import { checkMayRead, heldFor, type Person, reviewsFor } from './submission_policy.js'

/** Row of review_events as the contract names it, but for the person's name. */
interface EventRow {
  readonly at: Date
  readonly accountId: string
  readonly action: string
  readonly level: string | null
  readonly reason: string | null
  readonly key: string | null
}

const HISTORY: Statement = {
  name: 'report_history',
  text: `select at, account_id as "accountId", action, level, reason, key from review_events where submission_id = $1 order by id`,
}
const MARK_SEEN: Statement = {
  name: 'report_seen',
  text: `update submissions set seen_at = $2 where id = $1 and seen_at is null and state = 'submitted'`,
}
const FILLED_BY: Statement = {
  name: 'report_filled_by',
  text: 'select exists (select from change_log where submission_id = $1 and account_id = $2) as mine',
}

/** What a view of a report is made of. */
export interface Reading {
  readonly report: Report
  readonly version: CheckedVersion
  readonly earlier: EarlierValues
  readonly others: OtherReports
  readonly starts: Readonly<Record<string, StartValue>>
  readonly history: readonly EventRow[]
  readonly names: ReadonlyMap<string, AccountName>
  /** Whether the person filled or submitted it themselves. */
  readonly mine: boolean
}

/** Contract `SubmissionView`: everything the page needs. Creates nothing; the first reviewer's look is noted, it ends 撤回. */
export async function viewSubmission(by: Person, obligationId: string): Promise<unknown> {
  const reading = await inHotTransaction(by.acting, (client) => read(client, by, obligationId))
  const collection = await inTransaction(by.acting, (trx) =>
    viewCollection(trx, by.acting, reading.report.collectionId),
  )
  return view(by, reading, collection)
}

async function read(client: HotClient, by: Person, obligationId: string): Promise<Reading> {
  const report = await readReport(client, by.acting, { obligationId })
  checkMayRead(by, report)
  const version = await loadChecked(report.formVersionId, checksOf(report))
  const earlier = await readEarlier(client, report)
  const others = await readOthers(client, report, version.compiled)
  const starts = await startsOf(client, { report, version, earlier })
  const { rows: history } = await client.query<EventRow>({ ...HISTORY, values: [report.submissionId] })
  const names = await namesOf(client, [
    ...history.map(({ accountId }) => accountId),
    ...(report.submittedBy ? [report.submittedBy] : []),
  ])
  const mine = await filledBy(client, by, report)
  if (report.state === 'submitted' && !report.seenAt && reviewsFor(by, report, report.steps[0]?.organisationId)) {
    await client.query({ ...MARK_SEEN, values: [report.submissionId, now()] })
  }
  return { report, version, earlier, others, starts, history, names, mine }
}

/** Nobody passes what they filled or submitted themselves. */
export async function filledBy(client: HotClient, by: Person, report: Report): Promise<boolean> {
  const { id } = by.acting.account
  if (report.submittedBy === id) return true
  const { rows } = await client.query<{ mine: boolean }>({ ...FILLED_BY, values: [report.submissionId, id] })
  return rows[0]?.mine ?? false
}

/** The view of what has been read, with what the person may do. */
export function view(by: Person, reading: Reading, collection: CollectionSummary): Record<string, unknown> {
  const { report, version, earlier, names } = reading
  const periods = earlierPeriods(report)
  const can = abilitiesOf(by, report, { mine: reading.mine })
  const lock = report.locks[0]
  return {
    obligationId: report.obligationId,
    submissionId: report.submissionId,
    organisation: {
      id: report.organisationId,
      name: report.org.name,
      kind: 'institution',
      level: null,
      divisionCode: report.divisionCode,
    },
    org: report.org,
    collection,
    formVersionId: report.formVersionId,
    checks: {
      revisionId: version.revisions[0]?.id ?? null,
      changes: version.revisions[0]?.overlay ?? NO_CHANGES,
      revisions: version.revisions.map(({ number, at, by, reason, words }) => ({ number, at, by, reason, words })),
    },
    state: report.state,
    stateLabel: STATE_LABELS[report.state],
    overdue: report.overdue,
    revision: report.revision,
    values: report.draft,
    header: headerOf(version, report, can.save ? by : null),
    explanations: textsOf(report.explanations),
    previous: earlier.previous,
    lastYear: earlier.lastYear,
    others: reading.others,
    previousLabel: periods.previous.label,
    lastYearLabel: periods.lastYear.label,
    starts: reading.starts,
    held: heldFor(by, report),
    savedAt: report.savedAt,
    submittedAt: report.submittedAt,
    submittedBy: report.submittedBy ? nameOf(names, report.submittedBy).name : null,
    reviewSteps: report.steps.map(({ level, label, name }, at) => ({
      level,
      label,
      organisation: name,
      passedAt: report.passed[at]?.at ?? null,
    })),
    history: historyOf(reading),
    lock: lock ? { reason: lock.reason, by: lock.by, at: lock.at, until: lock.until } : null,
    can,
  }
}

function historyOf({ history, names }: Reading): readonly Record<string, unknown>[] {
  return history.map(({ accountId, at, action, level, reason, key }) => {
    const { name, organisation } = nameOf(names, accountId)
    return { at, by: name, organisation, action, level, reason, key }
  })
}

function nameOf(names: ReadonlyMap<string, AccountName>, id: string): { name: string; organisation: string } {
  return names.get(id) ?? { name: '系统', organisation: '' }
}
