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

const id = () => vine.string().regex(/^\d{1,18}$/)

/** Used by every act that asks somebody chosen one by one: see `UnitChoice`. */
export const unitChoice = () =>
  vine.object({
    regions: vine.array(id()).maxLength(200),
    categories: vine.array(vine.string().regex(/^[A-Z][0-9]{0,3}$/)).maxLength(100),
    units: vine.array(id()).maxLength(5000),
    collectionId: id().nullable(),
  })

export const choiceBody = vine.create({ choice: unitChoice() })
export const matchBody = vine.create({ lines: vine.array(vine.string().maxLength(300)).maxLength(5000) })

export const listQuery = vine.create({ state: vine.enum(['open', 'closed'] as const).optional() })
export const closeBody = vine.create({ reason: reason() })
export const reopenBody = vine.create({ reason: reason(), due: day() })
