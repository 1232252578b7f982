import { factColumn } from '@weitong/designer/indicator'
import { Period } from '@weitong/designer/period'
import { STATUS_FILTERS } from '@weitong/designer/submission'
import { type AggregateStatus, type Candidate, COUNT_KEY } from '@weitong/reports/aggregate'
import { type RecordColumn, type RecordLine, recordsWorkbook } from '@weitong/reports/document'
import { recordAuditEvent } from '#audit'
import { factTable } from '#facts'
import {
  type Acting,
  enqueueJob,
  inTransaction,
  type JobResult,
  type JobView,
  rows,
  type RunningJob,
  type Trx,
} from '#platform'
import { E } from './errors.js'
import { listPeriods } from './list_periods.js'
import { findRegion, type Region } from './region.js'
import { findSummableForm, type SummableForm } from './summable_forms.js'
import { takenNow, writeExport } from './write_export.js'

export const RECORDS_JOB = 'record-export'

/** A sheet of a workbook ends after 1,048,576 lines. */
const MOST_ROWS = 1_000_000
const BATCH = 1_000

export interface RecordsQuestion {
  readonly form: string
  readonly period: string
  readonly status: AggregateStatus
  readonly organisation: string | null
}

/** Asks for the list of a roster, one line per record of every unit in one's scope; refuses an empty one and one that no sheet holds. */
export function requestRecords(acting: Acting, question: RecordsQuestion): Promise<JobView> {
  return inTransaction(acting, async (trx) => {
    const asked = await readQuestion(trx, acting, question)
    const { form, region, label } = asked
    const count = await countRecords(trx, acting, asked)
    if (count === 0) throw E.E_ANALYSIS_LIST_EMPTY()
    if (count > MOST_ROWS) throw E.E_ANALYSIS_LIST_TOO_LONG(count, MOST_ROWS)
    const title = `${form.title}名单 · ${region.organisation.name} · ${label}`
    const job = await enqueueJob(trx, acting, { kind: RECORDS_JOB, title, params: question })
    await recordAuditEvent(trx, acting, {
      action: 'analysis.export-records',
      subjectType: 'job',
      subjectId: job.id,
      after: { ...question, rows: count },
    })
    return job
  })
}

/** The job behind 导出名单: reads through a cursor, so that memory does not grow with the list, and one moment is seen. */
export async function exportRecords(job: RunningJob): Promise<JobResult> {
  // The row was written by requestRecords from a validated body.
  const question = job.params as RecordsQuestion
  await job.report(5, '正在读取名单')
  return inTransaction(job.acting, async (trx) => {
    const asked = await readQuestion(trx, job.acting, question)
    const { form, region, label, candidates } = asked
    const head = {
      formTitle: form.title,
      tableNo: form.tableNo,
      place: region.organisation.name,
      periodLabel: label,
      status: question.status,
      takenAt: takenNow(),
      rowCount: await openRecords(trx, job.acting, asked),
    }
    const columns = candidates.map((candidate) => columnOf(form, candidate))
    return writeExport(job, recordsWorkbook(columns, head, readRecords(trx)))
  })
}

interface Asked {
  readonly question: RecordsQuestion
  readonly form: SummableForm
  readonly region: Region
  readonly label: string
  /** The columns of the roster. */
  readonly candidates: readonly Candidate[]
}

async function readQuestion(trx: Trx, acting: Acting, question: RecordsQuestion): Promise<Asked> {
  const form = await findSummableForm(trx, acting, question.form)
  if (form.kind !== 'roster') throw E.E_ANALYSIS_NO_LIST()
  listPeriods(form.periodType, question)
  const region = await findRegion(trx, acting, question.organisation ?? undefined)
  const candidates = form.candidates.filter(({ of, key }) => of === 'record' && key !== COUNT_KEY)
  return { question, form, region, label: Period.parse(question.period).label, candidates }
}

function columnOf({ codeLists }: SummableForm, { name, unit, decimals, definition }: Candidate): RecordColumn {
  const list = codeLists.get(definition.codeList ?? '')
  return { name, unit, decimals, names: list ? new Map(list.items.map((item) => [item.code, item.name])) : null }
}

/** The records asked for, and what the condition compares with. */
function recordsOf(acting: Acting, { question, form, region }: Asked) {
  const { period, status } = question
  return {
    from: `from fact_rows."${factTable(form.code)}" u
      where u.period = :period and u.state = any (:states) and u.org_path ^@ any (:scopes) and ${region.where}`,
    bindings: { period, states: STATUS_FILTERS[status], scopes: acting.scopes, place: region.place },
  }
}

async function countRecords(trx: Trx, acting: Acting, asked: Asked): Promise<number> {
  const { from, bindings } = recordsOf(acting, asked)
  const [row] = await rows<{ count: number }>(trx, `select count(*)::int as count ${from}`, bindings)
  return row?.count ?? 0
}

/** Opens the cursor `records` and says how many there are: in the order of places, units and rows, units by their frozen names. */
async function openRecords(trx: Trx, acting: Acting, asked: Asked): Promise<number> {
  const { from, bindings } = recordsOf(acting, asked)
  const values = asked.candidates.map(({ key }) => `r."${factColumn(key)}"::text`)
  await rows(
    trx,
    `declare records scroll cursor for
     select coalesce(city.name, r.city_code) as city, coalesce(county.name, '') as county, o.name as unit, r.row_number as number,
       array[${values.join(', ')}]::text[] as values
     from (select u.* ${from}) r
       join submissions s on s.id = r.submission_id join obligations o on o.id = s.obligation_id
       left join organisations city on city.division_code = r.city_code and city.level = 'city'
       left join organisations county on county.division_code = r.county_code and county.level = 'county'
     order by r.city_code, r.county_code, r.organisation_id, r.row_number`,
    bindings,
  )
  const all = (await trx.rawQuery('move forward all in records')) as { rowCount: number }
  await trx.rawQuery('move absolute 0 in records')
  return all.rowCount
}

async function* readRecords(trx: Trx): AsyncGenerator<RecordLine> {
  for (;;) {
    const batch = await rows<RecordLine>(trx, `fetch ${BATCH} from records`)
    yield* batch
    if (batch.length < BATCH) return
  }
}
