import { MAX_CODE_ITEMS } from '@weitong/designer/indicator'
import vine from '@vinejs/vine'

const revision = () => vine.number().withoutDecimals().min(1)
const note = () => vine.string().trim().maxLength(500).nullable()

export const createListBody = vine.create({
  code: vine.string().regex(/^[a-z][a-z0-9_]{1,59}$/),
  title: vine.string().trim().minLength(1).maxLength(120),
})

/** The shape only; what the codes of a list may be is said by the kernel. */
export const saveListBody = vine.create({
  revision: revision(),
  note: note(),
  items: vine
    .array(
      vine.object({
        code: vine.string().trim().maxLength(100),
        name: vine.string().trim().maxLength(300),
        parent: vine.string().trim().maxLength(100).nullable(),
      }),
    )
    .maxLength(MAX_CODE_ITEMS),
})

export const publishListBody = vine.create({
  revision: revision(),
  effectiveFrom: vine.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/),
})

export const discardQuery = vine.create({ revision: revision() })
