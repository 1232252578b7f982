import { checkIndicator } from '@weitong/designer/indicator'
import type { TemplateIndicator } from '@weitong/designer/template'
import { recordAuditEvent } from '#audit'
import { type Acting, inTransaction, now, Refusal, rows, type Trx } from '#platform'
import { E } from './errors.js'

/** Adds an indicator to the dictionary. Codes are never reused, so there is no update of type or unit: that is a new one. */
export function createIndicator(acting: Acting, input: TemplateIndicator): Promise<TemplateIndicator> {
  return inTransaction(acting, async (trx) => {
    await insertIndicator(trx, input)
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
export async function insertIndicator(trx: Trx, input: TemplateIndicator): Promise<void> {
  const problems = checkIndicator(input)
  if (problems.length > 0) {
    throw new Refusal('E_INDICATOR_INVALID', 422, { message: problems[0]?.message ?? '', errors: problems })
  }
  const inserted = await rows(
    trx,
    `insert into indicators (code, name, type, unit, decimals, min, aggregation, ratio, code_list, definition, created_at)
     values (:code, :name, :type, :unit, :decimals, :min, :aggregation, :ratio, :codeList, :definition, :at)
     on conflict do nothing returning code`,
    { ...input, min: input.min === undefined ? 0 : input.min, at: now() },
  )
  if (inserted.length === 0) throw E.E_INDICATOR_EXISTS(input.code)
}
