import vine from '@vinejs/vine'

export const uploadQuery = vine.create({ name: vine.string().trim().maxLength(200).optional() })

/** What a new indicator shall be; whether it may be so is said by the kernel. */
const fresh = vine.object({
  name: vine.string().trim().minLength(1).maxLength(120),
  type: vine.enum(['integer', 'decimal', 'text', 'code', 'date'] as const),
  unit: vine.string().trim().maxLength(20).nullable(),
  decimals: vine.number().withoutDecimals().min(0).max(6).nullable(),
  aggregation: vine.enum(['sum', 'period-end', 'count-by-code', 'none'] as const),
  codeList: vine.string().maxLength(60).nullable(),
})

const decision = vine.object({
  as: vine.enum(['accepted', 'refused', 'indicator', 'fresh'] as const),
  code: vine.string().maxLength(31).optional().requiredWhen('as', '=', 'indicator'),
  define: fresh.clone().optional(),
})

const decided = {
  sheet: vine.string().maxLength(60),
  decisions: vine.record(decision),
}

export const importFormBody = vine.create({
  ...decided,
  code: vine.string().regex(/^[A-Z][A-Z0-9-]{1,29}$/),
  title: vine.string().trim().minLength(2).maxLength(120),
  periodType: vine.enum(['month', 'quarter', 'half', 'year'] as const),
})

export const importDraftBody = vine.create({
  ...decided,
  versionId: vine.string().regex(/^\d{1,18}$/),
  revision: vine.number().withoutDecimals().min(1),
})
