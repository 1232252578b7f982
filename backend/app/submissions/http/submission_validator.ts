import vine from '@vinejs/vine'
import { STATES } from '@weitong/designer/submission'

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

/** Whom a form is looked at as, in what state and period; what is left out is chosen. */
export const previewQuery = vine.create({
  organisation: vine
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
  period: vine.string().maxLength(10).optional(),
  role: vine.enum(['filler', 'reviewer', 'analyst'] as const).optional(),
  level: vine.enum(['institution', 'county', 'city', 'province'] as const).optional(),
  state: vine.enum(STATES).optional(),
})
