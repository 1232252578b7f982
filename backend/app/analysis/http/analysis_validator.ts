import vine from '@vinejs/vine'

const form = () => vine.string().regex(/^[A-Z][A-Z0-9-]{1,29}$/)
const period = () => vine.string().regex(/^\d{4}(-(0[1-9]|1[0-2])|Q[1-4]|H[12])?$/)
const status = () => vine.enum(['submitted', 'county', 'city', 'approved'] as const)
const organisation = () => vine.string().regex(/^\d{1,18}$/)
const indicators = () =>
  vine
    .array(vine.string().regex(/^(?:\*|[A-Za-z][A-Za-z0-9_]{0,62})$/))
    .minLength(1)
    .maxLength(60)

const split = () => vine.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,62}$/)

/** A plain comma has made a list of it already, an encoded one has not. */
const commaSeparated = (value: unknown): unknown => (typeof value === 'string' ? value.split(',') : value)

/** `indicator=M0101,M0102`; no `organisation` asks for the top of one's own subtree. */
export const aggregateQuery = vine.create({
  form: form(),
  period: period(),
  periodTo: period().optional(),
  indicator: indicators().parse(commaSeparated),
  split: split().optional(),
  status: status(),
  organisation: organisation().optional(),
})

/** The list behind the numbers, for one period. */
export const recordExportBody = vine.create({
  form: form(),
  period: period(),
  status: status(),
  organisation: organisation().nullable(),
})

export const exportBody = vine.create({
  form: form(),
  period: period(),
  periodTo: period().nullable(),
  indicators: indicators(),
  split: split().optional(),
  status: status(),
  organisation: organisation().nullable(),
})
