import vine from '@vinejs/vine'

const type = () => vine.enum(['integer', 'decimal', 'text', 'code', 'date'] as const)
const aggregation = () => vine.enum(['sum', 'period-end', 'ratio', 'count-by-code', 'none'] as const)
const revision = () => vine.number().withoutDecimals().min(1)

export const filterFields = () => ({
  search: vine.string().trim().maxLength(40).optional(),
  type: type().optional(),
  aggregation: aggregation().optional(),
  form: vine
    .string()
    .regex(/^(-|[A-Z][A-Z0-9-]{1,29})$/)
    .optional(),
  retired: vine.enum(['yes', 'no'] as const).optional(),
})

export const listQuery = vine.create({
  ...filterFields(),
  page: vine.number().withoutDecimals().min(1).max(10_000).optional(),
  size: vine.number().withoutDecimals().min(1).max(500).optional(),
})

/** The shape only; what an indicator may be is said by the kernel. */
export const indicatorBody = vine.create({
  code: vine.string().maxLength(31),
  name: vine.string().trim().minLength(1).maxLength(120),
  type: type(),
  unit: vine.string().trim().maxLength(20).nullable(),
  decimals: vine.number().withoutDecimals().nullable(),
  min: vine.number().nullable().optional(),
  aggregation: aggregation(),
  ratio: vine.string().maxLength(400).nullable(),
  codeList: vine.string().maxLength(60).nullable(),
  definition: vine.string().trim().maxLength(2000).nullable(),
})

/** What is not named stays. Type, unit and code list may be named so that the kernel can say why they cannot change. */
export const editBody = vine.create({
  revision: revision(),
  name: vine.string().trim().minLength(1).maxLength(120).optional(),
  type: type().optional(),
  unit: vine.string().trim().maxLength(20).optional(),
  decimals: vine.number().withoutDecimals().nullable().optional(),
  min: vine.number().nullable().optional(),
  aggregation: aggregation().optional(),
  ratio: vine.string().maxLength(400).nullable().optional(),
  codeList: vine.string().maxLength(60).nullable().optional(),
  definition: vine.string().trim().maxLength(2000).optional(),
})

export const revisionBody = vine.create({ revision: revision() })
