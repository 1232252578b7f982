import {
  CODE_COLUMNS,
  codeRow,
  type ImportLine,
  INDICATOR_COLUMNS,
  indicatorRow,
  type ImportVerdict,
} from '@weitong/designer/indicator'
import { recordAuditEvent } from '#audit'
import { type TablePlan, writeTable } from '#files'
import {
  type Acting,
  enqueueJob,
  inTransaction,
  type JobResult,
  type JobView,
  now,
  dayOf,
  type RunningJob,
} from '#platform'
import { readImport } from './check_import.js'
import { readVersion } from './code_list_version.js'
import { filterIndicators, type IndicatorFilter } from './list_indicators.js'

export const DICTIONARY_JOB = 'dictionary-export'

/** What is written: the dictionary as filtered, one version of a list, or the report of an import. */
export type DictionaryExport =
  | { readonly what: 'indicators'; readonly filter: IndicatorFilter }
  | { readonly what: 'codes'; readonly versionId: string }
  | { readonly what: 'report'; readonly importId: string }

const ACTIONS = {
  indicators: 'indicator.export',
  codes: 'code_list.export',
  report: 'dictionary_import.report',
} as const

/** Asks for a workbook that the import reads back. Refuses what is not there before any job exists. */
export function requestDictionary(acting: Acting, params: DictionaryExport): Promise<JobView> {
  return inTransaction(acting, async (trx) => {
    let title = '指标库'
    if (params.what === 'codes') {
      const version = await readVersion(trx, params.versionId)
      title = `${version.title} · 第 ${version.number} 版`
    }
    if (params.what === 'report') title = `导入结果 · ${(await readImport(trx, params.importId)).fileName}`
    const job = await enqueueJob(trx, acting, { kind: DICTIONARY_JOB, title, params })
    await recordAuditEvent(trx, acting, {
      action: ACTIONS[params.what],
      subjectType: 'job',
      subjectId: job.id,
      after: params,
    })
    return job
  })
}

/** The job behind 导出 of the dictionary. */
export async function exportDictionary(job: RunningJob): Promise<JobResult> {
  // The row was written by requestDictionary from a validated body.
  const params = job.params as DictionaryExport
  await job.report(5, '正在读取')
  return writeTable(job, await planOf(job.acting, params))
}

const WIDTHS: Readonly<Record<string, number>> = { code: 18, name: 36, ratio: 24, codeList: 24, definition: 60 }
const columnsOf = (columns: readonly { readonly field: string; readonly heading: string }[]): TablePlan['columns'] =>
  columns.map(({ field, heading }) => ({ heading, width: WIDTHS[field] ?? 12 }))

function planOf(acting: Acting, params: DictionaryExport): Promise<TablePlan> {
  return inTransaction(acting, async (trx): Promise<TablePlan> => {
    const day = dayOf(now())
    if (params.what === 'indicators') {
      const found = await filterIndicators(trx, acting, params.filter)
      const rows = found.map(indicatorRow)
      return { fileName: `指标库 ${day}.xlsx`, sheetName: '指标', columns: columnsOf(INDICATOR_COLUMNS), rows }
    }
    if (params.what === 'codes') {
      const { title, number, items } = await readVersion(trx, params.versionId)
      const fileName = `${title.replaceAll(/[\\/:*?"<>|]/g, ' ')} 第${number}版.xlsx`
      return { fileName, sheetName: '代码', columns: columnsOf(CODE_COLUMNS), rows: items.map(codeRow) }
    }
    const { lines, fileName } = await readImport(trx, params.importId)
    const name = `导入结果 ${fileName.replace(/\.\w+$/, '')} ${day}.xlsx`
    return { fileName: name, sheetName: '导入结果', columns: REPORT_COLUMNS, rows: lines.map(reportRow) }
  })
}

const REPORT_COLUMNS = [
  { heading: '行', width: 8 },
  { heading: '编码', width: 18 },
  { heading: '名称', width: 36 },
  { heading: '结果', width: 12 },
  { heading: '改动', width: 60 },
  { heading: '问题', width: 60 },
]

const VERDICTS: Readonly<Record<ImportVerdict, string>> = {
  new: '新增',
  changed: '有改动',
  unchanged: '无变化',
  refused: '不能导入',
  removed: '删除',
}

function reportRow({ row, code, name, verdict, changes, problems }: ImportLine): string[] {
  return [
    row === 0 ? '' : String(row),
    code,
    name,
    VERDICTS[verdict],
    changes.map((change) => `${change.name}：${change.from || '（空）'} → ${change.to || '（空）'}`).join('；'),
    problems.map(({ cell, message }) => `${cell}：${message}`).join('；'),
  ]
}
