import vine from '@vinejs/vine'
import { filterFields } from './indicator_validator.js'

export const uploadQuery = vine.create({ fileName: vine.string().trim().minLength(1).maxLength(200) })

export const reportQuery = vine.create({
  verdict: vine.enum(['new', 'changed', 'unchanged', 'refused', 'removed'] as const).optional(),
  page: vine.number().withoutDecimals().min(1).max(10_000).optional(),
  size: vine.number().withoutDecimals().min(1).max(500).optional(),
})

export const indicatorExportBody = vine.create(filterFields())

export const noBody = vine.create({})
