import { recordAuditEvent } from '#audit'
import { PLATFORM, today } from '#platform'
import { insertAccounts } from './accounts.js'
import { asOwner, clearBase, insertBase, stateOfBase } from './base.js'

export interface SeedOptions {
  /** `YYYY-MM-DD`; null: today. */
  readonly asOf: string | null
  /** Number of institutions to reach; null: the demo's own. */
  readonly institutions: number | null
  readonly bare: boolean
  readonly say: (message: string) => void
}

/** Fills an empty base; returns why not, in Chinese, or null when it is done. */
export async function seed({ asOf, institutions, bare, say }: SeedOptions): Promise<string | null> {
  const day = asOf ?? today()
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return `日期“${day}”无法识别，应为 2026-11-23 的形式。`
  if (institutions !== null && !(institutions >= 1000 && institutions <= 100_000)) {
    return '机构总数应在 1000 到 100000 之间；不写则为演示规模。'
  }
  const state = await stateOfBase()
  if (state === 'used') return '数据库中已有数据，没有写入任何内容。演示数据只能写入空数据库。'
  if (state === 'interrupted') {
    await clearBase()
    say('上次写入中断，已清除')
  }
  const base = await insertBase(institutions)
  say(`代码表 ${base.lists} 个，机构 ${base.organisations.length} 个`)
  if (!bare) {
    const { seedReports } = await import('./reports.js')
    await seedReports(base, { day, say })
  }
  await asOwner(async (trx) => {
    await insertAccounts(trx, base.accounts)
    const after = { day, bare, organisations: base.organisations.length, accounts: base.accounts.length }
    await recordAuditEvent(trx, PLATFORM, { action: 'demo.seed', subjectType: 'platform', subjectId: 'demo', after })
  })
  say(`账号 ${base.accounts.length} 个`)
  return null
}
