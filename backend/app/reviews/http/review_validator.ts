import vine from '@vinejs/vine'

const id = () => vine.string().regex(/^\d{1,18}$/)
const reason = () => vine.string().trim().minLength(2).maxLength(500)
/** As many as a page of the list shows, and some more. */
const MOST = 500

export const passBody = vine.create({
  obligationIds: vine.array(id()).minLength(1).maxLength(MOST),
  operationId: vine.string().uuid(),
})
export const returnBody = vine.create({
  obligationId: id(),
  reason: reason(),
  key: vine.string().minLength(1).maxLength(200).nullable(),
  operationId: vine.string().uuid(),
})
export const unlockBody = vine.create({ obligationId: id(), reason: reason(), operationId: vine.string().uuid() })

export const regionQuery = vine.create({ organisation: id().optional() })
export const listQuery = vine.create({
  organisation: id().optional(),
  status: vine
    .enum(['all', 'waiting', 'not-submitted', 'overdue', 'submitted', 'passed', 'approved', 'returned'] as const)
    .optional(),
  search: vine.string().trim().maxLength(60).optional(),
  sort: vine
    .enum(['division', 'name', 'state', 'submitted', '-division', '-name', '-state', '-submitted'] as const)
    .optional(),
  page: vine.number().withoutDecimals().min(1).max(100_000).optional(),
  size: vine.number().withoutDecimals().min(1).max(500).optional(),
})
