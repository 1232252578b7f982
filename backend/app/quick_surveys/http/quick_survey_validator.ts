import vine from '@vinejs/vine'
import { unitChoice } from '#collections'

const choice = () => vine.string().trim().minLength(1).maxLength(60)

const question = vine.object({
  text: vine.string().trim().minLength(2).maxLength(110),
  type: vine.enum(['number', 'text', 'choice', 'date', 'yes-no'] as const),
  required: vine.boolean({ strict: true }),
  unit: vine.string().trim().maxLength(10),
  decimals: vine.number({ strict: true }).withoutDecimals().min(0).max(6),
  choices: vine.array(choice()).distinct().maxLength(50),
})

export const openBody = vine.create({
  title: vine.string().trim().minLength(2).maxLength(100),
  questions: vine.array(question).minLength(1).maxLength(60),
  choice: unitChoice(),
  hours: vine.number({ strict: true }).withoutDecimals().min(1).max(720),
  process: vine.enum(['levels', 'province', 'none'] as const),
  basis: vine.string().trim().maxLength(80),
})

export const pageQuery = vine.create({
  page: vine.number().withoutDecimals().min(1).max(100_000).optional(),
  size: vine.number().withoutDecimals().min(1).max(500).optional(),
})

export const unitsQuery = vine.create({
  status: vine.enum(['all', 'not-submitted', 'overdue', 'submitted'] as const).optional(),
  search: vine.string().trim().maxLength(60).optional(),
  page: vine.number().withoutDecimals().min(1).max(100_000).optional(),
  size: vine.number().withoutDecimals().min(1).max(500).optional(),
})
