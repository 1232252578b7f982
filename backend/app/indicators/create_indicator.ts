import { checkIndicator } from '@weitong/designer/indicator'
import type { TemplateIndicator } from '@weitong/designer/template'
import { recordAuditEvent } from '#audit'
import { type Acting, inTransaction, now, pinyinInitials, Refusal, rows, type Trx } from '#platform'
import { E } from './errors.js'
import { recordChanges } from './record_changes.js'

/** Adds an indicator to the dictionary. Codes are never reused, so there is no update of type or unit: that is a new one. */
export function createIndicator(acting: Acting, input: TemplateIndicator): Promise<TemplateIndicator> {
  return inTransaction(acting, async (trx) => {
    await insertIndicator(trx, acting, input)
    await recordAuditEvent(trx, acting, {
      action: 'indicator.create',
      subjectType: 'indicator',
      subjectId: input.code,
      after: input,
    })
    return input
  })
}

/** Refuses with E_INDICATOR_INVALID (every problem, with its place) or E_INDICATOR_EXISTS. */
export async function insertIndicator(trx: Trx, acting: Acting, input: TemplateIndicator): Promise<void> {
  const problems = checkIndicator(input)
  if (problems.length > 0) {
    throw new Refusal('E_INDICATOR_INVALID', 422, { message: problems[0]?.message ?? '', errors: problems })
  }
  await requireCodeList(trx, input.codeList)
  const inserted = await rows(
    trx,
    `insert into indicators (code, name, pinyin, type, unit, decimals, min, aggregation, ratio, code_list, definition,
       created_at, changed_at, changed_by)
     values (:code, :name, :pinyin, :type, :unit, :decimals, :min, :aggregation, :ratio, :codeList, :definition, :at, :at, :by)
     on conflict do nothing returning code`,
    {
      ...input,
      pinyin: pinyinInitials(input.name),
      min: input.min === undefined ? 0 : input.min,
      at: now(),
      by: acting.account.name,
    },
  )
  if (inserted.length === 0) throw E.E_INDICATOR_EXISTS(input.code)
  await recordChanges(trx, acting, [{ kind: 'indicator', code: input.code, act: 'create', after: input }])
}

async function requireCodeList(trx: Trx, code: string | null): Promise<void> {
  if (code === null) return
  const found = await rows(trx, 'select from code_lists where code = :code', { code })
  if (found.length === 0) throw E.E_CODE_LIST_NOT_FOUND()
}
