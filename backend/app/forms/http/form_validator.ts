import vine from '@vinejs/vine'

export const createBody = vine.create({
  code: vine.string().regex(/^[A-Z][A-Z0-9-]{1,29}$/),
  title: vine.string().trim().minLength(2).maxLength(120),
  periodType: vine.enum(['month', 'quarter', 'half', 'year'] as const),
})

export const draftBody = vine.create({ fromVersionId: vine.string().regex(/^\d{1,18}$/) })

/** The template itself is read by the kernel, which names every place that is wrong. */
export const saveBody = vine.create({
  revision: vine.number().withoutDecimals().min(1),
  template: vine.object({}).allowUnknownProperties(),
})

export const publishBody = vine.create({ revision: vine.number().withoutDecimals().min(1) })

export const paperBody = vine.create({ size: vine.enum(['A4', 'A3'] as const) })
