import { STATUS_FILTERS } from '@weitong/designer/submission'
import {
  type AggregatePlan,
  type AggregateStatus,
  planAggregate,
  type SplitColumn,
  splitColumns,
  splitValues,
} from '@weitong/reports/aggregate'
import { factTable } from '#facts'
import type { OrganisationRow } from '#organisations'
import { type Acting, inTransaction, type Trx } from '#platform'
import { notSummable } from './errors.js'
import { type FoundSums, SumsByLine } from './found_sums.js'
import { keepSum } from './kept_sums.js'
import { listPeriods } from './list_periods.js'
import { findRegion, listChildAdministrations, type Region } from './region.js'
import { countDue, countOutside, type DueRow, sumFacts, type SumRow } from './sum_facts.js'
import type { SumQuestion } from './sum_statement.js'
import { findSplit, itemsOf, type Split } from './split_by.js'
import { findSummableForm, type SummableForm, viewIndicator } from './summable_forms.js'

export interface AggregateQuestion {
  readonly form: string
  readonly period: string
  readonly periodTo?: string | null
  readonly indicators: readonly string[]
  /** Key of a code of the form: every indicator once for each of its codes. */
  readonly split?: string
  readonly status: AggregateStatus
  readonly organisation?: string | null
}

type OrganisationRef = Omit<OrganisationRow, 'path'>

/** Contract `AggregateReply`. */
export interface AggregateReply {
  readonly organisation: OrganisationRef
  readonly trail: readonly OrganisationRef[]
  readonly periodLabel: string
  readonly indicators: readonly ReturnType<typeof viewIndicator>[]
  readonly rows: readonly AggregateRow[]
  readonly total: AggregateRow
  readonly outside: number
}

export interface AggregateRow {
  readonly organisation: OrganisationRef
  readonly code: string
  readonly drillable: boolean
  readonly due: number
  readonly included: number
  readonly values: readonly (string | null)[]
  readonly obligationId: string | null
}

/** One level of the three-level sum: the children of a place and the place itself, within the actor's subtrees. */
export async function aggregate(acting: Acting, question: AggregateQuestion): Promise<AggregateReply> {
  return (await aggregateForm(acting, question)).reply
}

export function aggregateForm(
  acting: Acting,
  question: AggregateQuestion,
): Promise<{ readonly reply: AggregateReply; readonly form: SummableForm }> {
  return inTransaction(acting, async (trx) => {
    const form = await findSummableForm(trx, acting, question.form)
    const { periods, label } = listPeriods(form.periodType, question)
    const planned = planAggregate(form.candidates, question.indicators, { severalPeriods: periods.length > 1 })
    if ('problems' in planned) throw notSummable(planned.problems)
    const { plan } = planned
    const split = findSplit(form, question.split)
    const region = await findRegion(trx, acting, question.organisation ?? undefined)
    const read = await readSums(trx, {
      formId: form.id,
      table: factTable(form.code),
      periods,
      states: STATUS_FILTERS[question.status],
      scopes: acting.scopes,
      region,
      sums: plan.sums,
      levels: plan.levels,
      split,
    })
    const sums = new SumsByLine(read.facts, keyOf)
    const columns = columnsOf(plan, { form, split, sums })
    const reply = {
      organisation: refOf(region.organisation),
      trail: region.trail.map(refOf),
      periodLabel: label,
      indicators: columns.map(({ indicator }) => viewIndicator(indicator)),
      ...linesOf({ ...read, sums, region, administrations: await listChildAdministrations(trx, region) }, (found) =>
        splitValues(plan, columns, (code) => found.byCode.get(code) ?? []),
      ),
      outside: read.outside,
    }
    return { reply, form }
  })
}

interface Read {
  readonly facts: readonly SumRow[]
  readonly due: readonly DueRow[]
  readonly outside: number
}

/** How many are due changes seldom and is the same for every indicator and status, so it is kept for itself. */
async function readSums(trx: Trx, question: SumQuestion): Promise<Read> {
  const { formId, table, periods, scopes } = question
  const { where, place, code, unit } = question.region
  const region = { where, place, code, unit }
  const factKey = JSON.stringify(['facts', { ...question, region }])
  const dueKey = JSON.stringify(['due', { formId, periods, scopes, region }])
  return {
    facts: await keepSum(trx, { key: factKey, subjects: [table] }, () => sumFacts(trx, question)),
    ...(await keepSum(trx, { key: dueKey, subjects: ['obligations'] }, async () => ({
      due: await countDue(trx, question),
      outside: place === '' ? 0 : await countOutside(trx, question),
    }))),
  }
}

interface Shown {
  readonly form: SummableForm
  readonly split: Split | null
  readonly sums: SumsByLine
}

function columnsOf(plan: AggregatePlan, { form, split, sums }: Shown): SplitColumn[] {
  if (!split) return plan.indicators.map((indicator, at) => ({ indicator, at, item: null }))
  return splitColumns(plan, { level: split.level, items: itemsOf(form, split, { codes: sums.codes, plan }) })
}

interface Lines extends Omit<Read, 'facts'> {
  readonly sums: SumsByLine
  readonly region: Region
  readonly administrations: readonly OrganisationRow[]
}

/**
 * Every administration below has a line, also without a report due; then units that stand right below the place; then codes
 * that no administration has, so that the lines add up to the total whatever was frozen.
 */
function linesOf(
  { sums, due, region, administrations }: Lines,
  valuesOf: (found: FoundSums) => (string | null)[],
): Pick<AggregateReply, 'rows' | 'total'> {
  const dueOf = new Map(due.map((row) => [keyOf(row), row]))
  const line = (key: string, organisation: OrganisationRef): AggregateRow => ({
    organisation,
    code: organisation.divisionCode,
    drillable: organisation.kind === 'administration',
    due: dueOf.get(key)?.due ?? 0,
    included: sums.at(key).included,
    values: valuesOf(sums.at(key)),
    obligationId: dueOf.get(key)?.obligationId ?? null,
  })
  const units = due
    .filter(({ unit }) => unit !== null)
    .map(({ unit, name, divisionCode }) =>
      unitRef({ id: unit ?? '', name: name ?? '', divisionCode: divisionCode ?? '' }),
    )
    .sort(byPlace)
  const codes = new Set(administrations.map(({ divisionCode }) => divisionCode))
  const strays = due.filter(({ code, unit }) => unit === null && !codes.has(code)).map(({ code }) => strayRef(code))
  return {
    rows: [
      ...administrations.map((each) => line(keyOf({ code: each.divisionCode, unit: null }), refOf(each))),
      ...units.map((each) => line(keyOf({ code: '', unit: each.id }), each)),
      ...strays.map((each) => ({ ...line(keyOf({ code: each.divisionCode, unit: null }), each), drillable: false })),
    ],
    total: {
      ...line('', refOf(region.organisation)),
      drillable: false,
      due: due.reduce((sum, row) => sum + row.due, 0),
      included: sums.total.included,
      values: valuesOf(sums.total),
    },
  }
}

function keyOf({ code, unit }: { readonly code: string; readonly unit: string | null }): string {
  return unit === null ? `code ${code}` : `unit ${unit}`
}

function refOf({ path: _path, ...ref }: OrganisationRow): OrganisationRef {
  return ref
}

function unitRef(unit: Pick<OrganisationRef, 'id' | 'name' | 'divisionCode'>): OrganisationRef {
  return { ...unit, kind: 'institution', level: null }
}

function strayRef(code: string): OrganisationRef {
  return { id: `?${code}`, name: `未归属地区 ${code}`.trim(), kind: 'administration', level: null, divisionCode: code }
}

function byPlace(a: OrganisationRef, b: OrganisationRef): number {
  if (a.divisionCode !== b.divisionCode) return a.divisionCode < b.divisionCode ? -1 : 1
  return Number(a.id) - Number(b.id)
}
