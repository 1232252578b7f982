import { type DraftValues, type StartValue, startValues } from '@weitong/designer/entry'
import { Period } from '@weitong/designer/period'
import type { SubmissionState } from '@weitong/designer/submission'
import {
  compileTemplate,
  type OtherReports,
  runnable,
  type Template,
  toFormilySchema,
} from '@weitong/designer/template'
import { meetUnit, type MetUnit } from '#collections'
import { findOwnVersion, type PublishedVersion, type VersionRow } from '#forms'
import { inHotTransaction, inTransaction, rows, today, type Trx } from '#platform'
import { E } from './errors.js'
import { previewPerson, previewCollection, previewReportOf, type PreviewSeat } from './preview_parts.js'
import { type EarlierValues, readEarlier, readOthers, type Report } from './report.js'
import { startsOf } from './start_values.js'
import type { Person } from './submission_policy.js'
import { view } from './view_submission.js'

export interface PreviewInput extends PreviewSeat {
  readonly versionId: string
  readonly organisation?: string | undefined
  readonly period?: string | undefined
  readonly state?: SubmissionState | undefined
}

/** How many periods one may look at: this one and those before it. */
const PERIODS = 14
const READERS: readonly string[] = ['filler', 'reviewer', 'analyst']

interface Prepared {
  readonly row: VersionRow
  readonly version: PublishedVersion
  readonly unit: MetUnit
  readonly period: Period
  readonly periods: readonly Period[]
}

/**
 * A version of any state as somebody would see it for a real unit: contract `FormPreview`. The unit's own numbers are in it only
 * for who may read them anyway. Creates nothing.
 */
export async function previewReport(by: Person, input: PreviewInput): Promise<unknown> {
  const prepared = await inTransaction(by.acting, (trx) => prepare(trx, by, input))
  const { row, version, unit, period } = prepared
  const mayRead = by.grants.some(
    ({ role, path, area }) =>
      READERS.includes(role) && unit.path.startsWith(path) && (area === '*' || area === row.area),
  )
  const kept = mayRead ? await inTransaction(by.acting, (trx) => keptOf(trx, prepared)) : null
  const report = previewReportOf(row, unit, { period, state: input.state ?? 'empty', kept })
  const person = previewPerson(by, unit, input)
  const shown = { ...report, reporterId: person.acting.account.organisationId }
  const values = await valuesAround(by, { report, version, mayRead })
  const reading = {
    report: shown,
    version: { ...version, revisions: [] },
    ...values,
    history: [],
    names: new Map(),
    mine: false,
  }
  return {
    unit: { id: unit.org.id, name: unit.org.name, category: unit.categoryName },
    periods: prepared.periods.map(({ key, label }) => ({ key, label })),
    data: kept ? 'own' : mayRead ? 'none' : 'not-allowed',
    view: view(person, reading, previewCollection(row, period)),
    form: { versionId: row.id, template: version.template, schema: version.schema },
  }
}

async function prepare(trx: Trx, by: Person, input: PreviewInput): Promise<Prepared> {
  const row = await findOwnVersion(trx, by.acting, input.versionId)
  const version = runnableVersion(row)
  const now = Period.of(version.template.periodType, today())
  const periods = Array.from({ length: PERIODS }, (_, back) => now.shift(-back))
  const period = input.period === undefined ? now.shift(-1) : periods.find(({ key }) => key === input.period)
  if (!period) throw E.E_PREVIEW_PERIOD()
  const unit = await meetUnit(trx, by.acting, { id: input.organisation, version, period })
  if (!unit) throw E.E_PREVIEW_UNIT()
  return { row, version, unit, period, periods }
}

function runnableVersion(row: VersionRow): PublishedVersion {
  const template: Template = runnable(row.template)
  const { id, formId, number, edition } = row
  return {
    id,
    formId,
    number,
    edition,
    template,
    compiled: compileTemplate(template),
    schema: toFormilySchema(template) as never,
  }
}

/** What the unit has reported in this form for this period, if anything. */
async function keptOf(
  trx: Trx,
  { row, unit, period }: Prepared,
): Promise<{ draft: DraftValues; header: Record<string, string> } | null> {
  const [found] = await rows<{ draft: DraftValues; header: Record<string, string> }>(
    trx,
    'select draft, header from submissions where form_id = :form and organisation_id = :unit and period = :period',
    { form: row.formId, unit: unit.org.id, period: period.key },
  )
  return found ?? null
}

/** What the unit reported before and elsewhere, and what an empty report begins with. */
async function valuesAround(
  by: Person,
  { report, version, mayRead }: { report: Report; version: PublishedVersion; mayRead: boolean },
): Promise<{ earlier: EarlierValues; others: OtherReports; starts: Readonly<Record<string, StartValue>> }> {
  if (mayRead) {
    return inHotTransaction(by.acting, async (client) => {
      const earlier = await readEarlier(client, report)
      const others = await readOthers(client, report, version.compiled)
      return { earlier, others, starts: await startsOf(client, { report, version, earlier }) }
    })
  }
  const earlier = { previous: null, lastYear: null }
  const context = { org: report.org, period: Period.parse(report.period), ...earlier }
  return { earlier, others: {}, starts: startValues(version.compiled, context, {}) }
}
