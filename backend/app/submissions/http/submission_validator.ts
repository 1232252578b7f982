import vine from '@vinejs/vine'

const operationId = () => vine.string().uuid()
const baseRevision = () => vine.number({ strict: true }).withoutDecimals().min(0)

/** Values are read by the kernel, cell by cell, not by a shape. */
export const saveBody = vine.create({
  operationId: operationId(),
  baseRevision: baseRevision(),
  values: vine.object({}).allowUnknownProperties(),
  header: vine.record(vine.string()).optional(),
  explanations: vine.record(vine.string()).optional(),
})
export const draftActBody = vine.create({ operationId: operationId(), baseRevision: baseRevision() })
export const withdrawBody = vine.create({ operationId: operationId() })

export const paperBody = vine.create({ size: vine.enum(['A4', 'A3'] as const) })

export const testBody = vine.create({
  periods: vine.array(vine.string().maxLength(10)).minLength(1).maxLength(24).distinct(),
})
