import vine from '@vinejs/vine'

/** The changes themselves are read by the kernel, which names every place that is wrong. */
export const reviseBody = vine.create({
  baseNumber: vine.number().withoutDecimals().min(0),
  changes: vine.object({}).allowUnknownProperties(),
  reason: vine.string().trim().minLength(2).maxLength(500),
  tighter: vine.boolean({ strict: true }),
})
