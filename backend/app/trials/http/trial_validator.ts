import vine from '@vinejs/vine'
import { unitChoice } from '#collections'

const id = () => vine.string().regex(/^\d{1,18}$/)

export const openBody = vine.create({
  formVersionId: id(),
  period: vine.string().maxLength(10),
  due: vine.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/),
  choice: unitChoice(),
})
export const listQuery = vine.create({ form: id().optional() })
export const commentBody = vine.create({
  cellId: vine
    .string()
    .regex(/^[a-z][a-z0-9_]{0,39}$/)
    .nullable(),
  text: vine.string().trim().minLength(2).maxLength(1000),
})
export const settleBody = vine.create({ settled: vine.boolean({ strict: true }) })
