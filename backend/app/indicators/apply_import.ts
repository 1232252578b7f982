import { setImmediate } from 'node:timers/promises'
import { countLines, differenceOf, type IndicatorPlan, type TemplateIndicator } from '@weitong/designer/indicator'
import { recordAuditEvent } from '#audit'
import { type Acting, inTransaction, now, pinyinInitials, type Trx } from '#platform'
import { hindranceOf, type ImportReport, type ImportRow, readImport, reportOf } from './check_import.js'
import { beginDraft, storeDraft } from './draft_code_list.js'
import { E } from './errors.js'
import { planForIndicators, planForList } from './plan_import.js'
import { recordChanges } from './record_changes.js'

/**
 * Does what the report says, all of it or nothing. Refuses when the dictionary has changed since, so that the report would no longer be
 * true (E_DICTIONARY_IMPORT_STALE); a repeated call changes nothing.
 */
export function applyImport(acting: Acting, id: string): Promise<ImportReport> {
  return inTransaction(acting, async (trx) => {
    const found = await readImport(trx, id, 'for update')
    const page = { page: 1, size: 100 }
    if (found.state === 'applied') return reportOf(found, page)
    const counts = countLines(found.lines)
    const hindrance = hindranceOf(found.kind, counts)
    if (hindrance) throw E.E_DICTIONARY_IMPORT_HINDERED(hindrance)
    if (found.kind === 'indicator') await applyIndicators(trx, acting, found)
    else await applyCodes(trx, acting, found)
    await trx.from('dictionary_imports').where('id', id).update({ state: 'applied' })
    await recordAuditEvent(trx, acting, {
      action: found.kind === 'indicator' ? 'indicator.import' : 'code_list.import',
      subjectType: 'dictionary_import',
      subjectId: id,
      after: { list: found.list, fileName: found.fileName, counts },
    })
    return reportOf({ ...found, state: 'applied' }, page)
  })
}

async function applyIndicators(trx: Trx, acting: Acting, found: ImportRow): Promise<void> {
  // Nobody else adds or edits until this is done.
  await trx.rawQuery('lock table indicators in share row exclusive mode')
  const plan = await planForIndicators(trx, found.source)
  refuseStale(found, plan.lines)
  const stamp = { at: now(), by: acting.account.name }
  await trx.rawQuery(
    `insert into indicators (code, name, pinyin, type, unit, decimals, min, aggregation, ratio, code_list, definition,
       created_at, changed_at, changed_by)
     select code, name, pinyin, type, unit, decimals, min, aggregation, ratio, "codeList", definition, :at, :at, :by
     from ${RECORDS}`,
    { ...stamp, list: await recordsOf(plan.fresh) } as never,
  )
  await trx.rawQuery(
    `update indicators i set name = n.name, pinyin = n.pinyin, decimals = n.decimals, min = n.min, aggregation = n.aggregation,
       ratio = n.ratio, definition = n.definition, revision = revision + 1, changed_at = :at, changed_by = :by
     from ${RECORDS} where n.code = i.code`,
    { ...stamp, list: await recordsOf(plan.changed.map(({ after }) => after)) } as never,
  )
  await recordChanges(trx, acting, historyOf(plan))
}

const RECORDS = `jsonb_to_recordset(:list::jsonb) as n (code text, name text, pinyin text, type text, unit text, decimals smallint,
  min double precision, aggregation text, ratio text, "codeList" text, definition text)`

const AT_ONCE = 200

/** Pinyin of 20,000 names takes seconds: others are served in between. */
async function recordsOf(list: readonly TemplateIndicator[]): Promise<string> {
  const records: object[] = []
  for (const [at, indicator] of list.entries()) {
    if (at % AT_ONCE === 0) await setImmediate()
    records.push({ ...indicator, pinyin: pinyinInitials(indicator.name) })
  }
  return JSON.stringify(records)
}

function historyOf({ fresh, changed }: IndicatorPlan) {
  return [
    ...fresh.map((after) => ({ kind: 'indicator' as const, code: after.code, act: 'import', after })),
    ...changed.map(({ before, after }) => {
      const difference = differenceOf(before, after)
      return { kind: 'indicator' as const, code: after.code, act: 'import', ...difference }
    }),
  ]
}

async function applyCodes(trx: Trx, acting: Acting, found: ImportRow): Promise<void> {
  const list = found.list ?? ''
  await trx.rawQuery('select from code_lists where code = ? for update', [list])
  const plan = await planForList(trx, list, found.source)
  refuseStale(found, plan.lines)
  const version = plan.base?.state === 'draft' ? plan.base : await beginDraft(trx, acting, list)
  if (!version) throw E.E_DICTIONARY_IMPORT_STALE()
  await storeDraft(trx, acting, { version, note: version.note, items: plan.items, act: 'import' })
}

function refuseStale({ lines }: ImportRow, today: ImportRow['lines']): void {
  if (JSON.stringify(lines.map(order)) !== JSON.stringify(today.map(order))) throw E.E_DICTIONARY_IMPORT_STALE()
}

/** The database gives keys back in an order of its own. */
const order = ({ row, code, verdict, changes }: ImportRow['lines'][number]): unknown[] => [
  ...[row, code, verdict],
  changes.map(({ name, from, to }) => [name, from, to]),
]
