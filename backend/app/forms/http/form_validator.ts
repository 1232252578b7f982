import vine from '@vinejs/vine'

const id = () => vine.string().regex(/^\d{1,18}$/)
const revision = () => vine.number().withoutDecimals().min(1)
const month = () => vine.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)

export const createBody = vine.create({
  code: vine.string().regex(/^[A-Z][A-Z0-9-]{1,29}$/),
  title: vine.string().trim().minLength(2).maxLength(120),
  periodType: vine.enum(['month', 'quarter', 'half', 'year'] as const),
  fromVersionId: id().optional(),
})

export const draftBody = vine.create({ fromVersionId: id() })

/** The template itself is read by the kernel, which names every place that is wrong. */
export const saveBody = vine.create({
  revision: revision(),
  template: vine.object({}).allowUnknownProperties(),
  apart: vine.boolean({ strict: true }).optional(),
})

export const asideBody = vine.create({ template: vine.object({}).allowUnknownProperties() })
export const restoreBody = vine.create({ revision: revision(), entryId: id() })
export const compareQuery = vine.create({
  before: vine.string().regex(/^[vh]\d{1,18}$/),
  after: vine.string().regex(/^[vh]\d{1,18}$/),
})
export const reasonBody = vine.create({ reason: vine.string().trim().minLength(2).maxLength(500) })
export const effectiveBody = vine.create({ from: month().nullable(), to: month().nullable() })

export const publishBody = vine.create({ revision: revision() })

export const paperBody = vine.create({ size: vine.enum(['A4', 'A3'] as const) })
