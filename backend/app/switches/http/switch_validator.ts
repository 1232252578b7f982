import vine from '@vinejs/vine'

export const trialBody = vine.create({ formVersionId: vine.string().regex(/^\d{1,18}$/) })

export const runBody = vine.create({
  returns: vine.boolean({ strict: true }),
  reason: vine.string().trim().minLength(2).maxLength(500),
})

export const unitQuery = vine.create({
  fate: vine
    .enum([
      'empty',
      'moves',
      'keeps',
      'again',
      'locked',
      'added',
      'outside',
      'removed',
      'reread',
      'missing',
      'failing',
    ] as const)
    .optional(),
  page: vine.number().withoutDecimals().min(1).max(100_000).optional(),
})
