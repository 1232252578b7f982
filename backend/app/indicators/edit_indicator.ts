import { checkChange, differenceOf, type IndicatorChange } from '@weitong/designer/indicator'
import type { TemplateIndicator } from '@weitong/designer/template'
import { recordAuditEvent } from '#audit'
import { type Acting, inTransaction, now, pinyinInitials, Refusal, type Trx } from '#platform'
import { E } from './errors.js'
import { type IndicatorEntry, readIndicator } from './list_indicators.js'
import { recordChanges } from './record_changes.js'

/**
 * Gives fields of a definition new values. Published forms keep the definition they were published with; drafts take the new one
 * when they are next saved. Refuses a stale revision (E_INDICATOR_STALE) and what would make another indicator (E_INDICATOR_INVALID).
 */
export function editIndicator(
  acting: Acting,
  input: { readonly code: string; readonly revision: number; readonly change: IndicatorChange },
): Promise<IndicatorEntry> {
  return inTransaction(acting, async (trx) => {
    const entry = await lockRevision(trx, acting, input)
    const before = definitionOf(entry)
    const after = { ...before, ...input.change }
    const problems = checkChange(before, after)
    if (problems.length > 0) {
      throw new Refusal('E_INDICATOR_INVALID', 422, { message: problems[0]?.message ?? '', errors: problems })
    }
    const difference = differenceOf(before, after)
    if (!difference) return entry
    await storeDefinition(trx, acting, after)
    await recordChanges(trx, acting, [{ kind: 'indicator', code: entry.code, act: 'edit', ...difference }])
    await recordAuditEvent(trx, acting, {
      action: 'indicator.edit',
      subjectType: 'indicator',
      subjectId: entry.code,
      ...difference,
    })
    return readIndicator(trx, acting, { code: entry.code })
  })
}

/** Takes an indicator out of what is offered, or puts it back. Forms that use it are not touched. */
export function retireIndicator(
  acting: Acting,
  input: { readonly code: string; readonly revision: number; readonly retired: boolean },
): Promise<IndicatorEntry> {
  return inTransaction(acting, async (trx) => {
    const entry = await lockRevision(trx, acting, input)
    if (entry.retired === input.retired) return entry
    await trx
      .from('indicators')
      .where('code', entry.code)
      .update({
        retired_at: input.retired ? now() : null,
        revision: entry.revision + 1,
        changed_at: now(),
        changed_by: acting.account.name,
      })
    const act = input.retired ? 'retire' : 'restore'
    await recordChanges(trx, acting, [{ kind: 'indicator', code: entry.code, act }])
    await recordAuditEvent(trx, acting, {
      action: `indicator.${act}`,
      subjectType: 'indicator',
      subjectId: entry.code,
      after: { usedIn: entry.usedIn },
    })
    return readIndicator(trx, acting, { code: entry.code })
  })
}

async function lockRevision(
  trx: Trx,
  acting: Acting,
  { code, revision }: { readonly code: string; readonly revision: number },
): Promise<IndicatorEntry> {
  const entry = await readIndicator(trx, acting, { code, lock: 'for update of i' })
  if (entry.revision !== revision) throw E.E_INDICATOR_STALE(entry.changedBy || '他人')
  return entry
}

async function storeDefinition(trx: Trx, acting: Acting, definition: TemplateIndicator): Promise<void> {
  const { code, name, decimals, min, aggregation, ratio, definition: meaning } = definition
  await trx.rawQuery(
    `update indicators set name = :name, pinyin = :pinyin, decimals = :decimals, min = :min, aggregation = :aggregation,
       ratio = :ratio, definition = :meaning, revision = revision + 1, changed_at = :at, changed_by = :by where code = :code`,
    {
      ...{ code, name, decimals, aggregation, ratio, meaning },
      min: min === undefined ? 0 : min,
      pinyin: pinyinInitials(name),
      at: now(),
      by: acting.account.name,
    } as never,
  )
}

/** The definition alone, as forms keep it. */
export function definitionOf(entry: IndicatorEntry): TemplateIndicator {
  const { usedIn: _1, revision: _2, retired: _3, changedAt: _4, changedBy: _5, ...definition } = entry
  return definition
}
