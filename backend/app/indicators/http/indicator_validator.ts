import vine from '@vinejs/vine'

export const listQuery = vine.create({
  search: vine.string().trim().maxLength(40).optional(),
  page: vine.number().withoutDecimals().min(1).max(10_000).optional(),
  size: vine.number().withoutDecimals().min(1).max(500).optional(),
})

/** The shape only; what an indicator may be is said by the kernel. */
export const indicatorBody = vine.create({
  code: vine.string().maxLength(31),
  name: vine.string().trim().minLength(1).maxLength(120),
  type: vine.enum(['integer', 'decimal', 'text', 'code', 'date'] as const),
  unit: vine.string().trim().maxLength(20).nullable(),
  decimals: vine.number().withoutDecimals().nullable(),
  min: vine.number().nullable().optional(),
  aggregation: vine.enum(['sum', 'period-end', 'ratio', 'count-by-code', 'none'] as const),
  ratio: vine.string().maxLength(400).nullable(),
  codeList: vine.string().maxLength(60).nullable(),
  definition: vine.string().trim().maxLength(2000).nullable(),
})
