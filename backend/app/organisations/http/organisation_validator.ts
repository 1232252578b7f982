import vine from '@vinejs/vine'

export const listQuery = vine.create({
  parent: vine
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
  search: vine.string().trim().minLength(1).maxLength(40).optional(),
})
