import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { STATE_LABELS, type SubmissionState } from '@weitong/designer/submission'
import env from '#start/env'
import { writeWorkbook } from '#files'
import { inTransaction, type JobResult, rows, type RunningJob } from '#platform'
import type { VersionSwitch } from './find_switch.js'
import type { Fate, NamedValue } from './plan_unit.js'

export const FATES: Readonly<Record<Fate, string>> = {
  empty: '未填报，直接用新版',
  moves: '草稿随迁',
  keeps: '已上报，原样随迁',
  again: '已上报，须重新核对',
  locked: '已审批或加锁，保留原版',
  added: '新增应报',
}

interface UnitRow {
  readonly name: string
  readonly state: SubmissionState
  readonly fate: Fate
  readonly outside: boolean
  readonly removed: readonly NamedValue[]
  readonly reread: readonly NamedValue[]
  readonly missing: number
  readonly errors: number
  readonly warnings: number
  readonly messages: readonly string[]
}

const COLUMNS: readonly (readonly [heading: string, width: number])[] = [
  ['单位', 36],
  ['状态', 12],
  ['换版后', 24],
  ['不在新范围', 12],
  ['被删除格的值', 40],
  ['须重填的值', 30],
  ['必填未填', 10],
  ['强制性未通过', 12],
  ['核实性未说明', 12],
  ['提示', 60],
]

/** The list unit by unit as a workbook: the file of the job. */
export async function writeUnits(job: RunningJob, { id, from, to }: VersionSwitch): Promise<JobResult> {
  await job.report(90, '正在写入清单')
  const units = await inTransaction(job.acting, (trx) =>
    rows<UnitRow>(
      trx,
      `select name, state, fate, outside, removed, reread, missing, errors, warnings, messages from version_switch_units
       where switch_id = :id order by org_path`,
      { id },
    ),
  )
  const filePath = join('exports', `${job.id}-${job.attempt}.xlsx`)
  const target = join(env.get('DATA_DIR'), filePath)
  await mkdir(dirname(target), { recursive: true })
  const plan = {
    fileName: `换版清单 第${from.number}版至第${to.number}版.xlsx`,
    sheetName: '换版清单',
    headLines: [`换版清单：第 ${from.number} 版 → 第 ${to.number} 版`, `共 ${units.length} 家`],
    columns: COLUMNS.map(([heading, width]) => ({ heading, width, format: null })),
    frozenColumns: 1,
    total: null,
    rowCount: units.length,
    rows: units.map(cellsOf),
  }
  await writeWorkbook(target, plan, (share) => job.report(90 + Math.floor(share * 9), '正在写入清单'))
  return { fileName: plan.fileName, filePath, message: `共 ${units.length} 家` }
}

function cellsOf(unit: UnitRow): (string | number)[] {
  const values = (named: readonly NamedValue[]) => named.map(({ title, value }) => `${title} ${value}`).join('；')
  return [
    unit.name,
    STATE_LABELS[unit.state],
    FATES[unit.fate],
    unit.outside ? '是' : '',
    values(unit.removed),
    values(unit.reread),
    unit.missing,
    unit.errors,
    unit.warnings,
    unit.messages.join('；'),
  ]
}
