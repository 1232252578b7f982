import vine from '@vinejs/vine'

/** A year, a month or a day, or nothing. */
const printedDay = () => vine.string().regex(/^(\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?)?$/)

const survey = {
  title: vine.string().trim().minLength(2).maxLength(120),
  maker: vine.string().trim().minLength(2).maxLength(80),
  documentNo: vine.string().trim().maxLength(80),
  validFrom: printedDay(),
  validUntil: printedDay(),
  area: vine.string().regex(/^[a-z][a-z0-9_-]{0,39}$/),
  note: vine.string().trim().maxLength(1000),
}

export const createBody = vine.create(survey)
export const saveBody = vine.create({ ...survey, revision: vine.number().withoutDecimals().min(1) })
const id = () => vine.string().regex(/^\d{1,18}$/)

export const planBody = vine.create({ surveyId: id().nullable(), formId: id().nullable() })
export const placeBody = vine.create({
  surveyId: vine
    .string()
    .regex(/^\d{1,18}$/)
    .nullable(),
})
