import vine from '@vinejs/vine'
import { ROLES } from '../abilities.js'

const reason = () => vine.string().trim().minLength(2).maxLength(500)
const id = () => vine.string().regex(/^\d{1,18}$/)
const day = () => vine.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const page = () => vine.number().withoutDecimals().min(1).max(100_000).optional()
const area = () => vine.string().regex(/^(\*|[A-Za-z0-9_-]{1,40})$/)

export const accountQuery = vine.create({
  search: vine.string().trim().maxLength(60).optional(),
  status: vine.enum(['active', 'disabled'] as const).optional(),
  page: page(),
})

export const accountBody = vine.create({
  login: vine
    .string()
    .trim()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{2,63}$/)
    .optional(),
  name: vine.string().trim().minLength(2).maxLength(40),
  phone: vine
    .string()
    .trim()
    .regex(/^[\d+ -]{5,20}$/)
    .optional(),
  organisationId: id(),
})

export const reasonBody = vine.create({ reason: reason() })

export const grantBody = vine.create({
  role: vine.enum(ROLES),
  organisationId: id(),
  area: area(),
  expiresOn: day().optional(),
  reason: reason(),
})

export const whoQuery = vine.create({ organisationId: id(), area: area() })

export const auditQuery = vine.create({
  from: day().optional(),
  to: day().optional(),
  person: vine.string().trim().maxLength(60).optional(),
  action: vine
    .string()
    .trim()
    .regex(/^[a-z_.]{1,60}$/)
    .optional(),
  subjectType: vine.string().trim().maxLength(40).optional(),
  subjectId: vine.string().trim().maxLength(64).optional(),
  ip: vine.string().trim().maxLength(45).optional(),
  page: page(),
})
