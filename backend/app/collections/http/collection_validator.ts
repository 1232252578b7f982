import vine from '@vinejs/vine'

const day = () => vine.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)
const reason = () => vine.string().trim().minLength(2).maxLength(500)

export const openBody = vine.create({
  formVersionId: vine.string().regex(/^\d{1,18}$/),
  period: vine.string().maxLength(10),
  due: day(),
  dueCounty: day(),
  dueCity: day(),
  dueProvince: day(),
})

export const listQuery = vine.create({ state: vine.enum(['open', 'closed'] as const).optional() })
export const closeBody = vine.create({ reason: reason() })
export const reopenBody = vine.create({ reason: reason(), due: day() })
