import type { HeaderItem, Template } from './template.js'

/** The part of Formily's JSON schema that is used here; no string in it is ever code. */
export interface FormilySchema {
  readonly type: 'object' | 'void' | 'string'
  readonly title?: string
  readonly required?: boolean
  readonly readOnly?: boolean
  readonly 'x-index'?: number
  readonly 'x-component'?: string
  readonly 'x-component-props'?: Readonly<Record<string, unknown>>
  /** Applicability of a section, stored notation; the page evaluates it with the kernel. */
  readonly 'x-when'?: string | null
  readonly properties?: Readonly<Record<string, FormilySchema>>
}

/** Rows that are in no section stand in a grid of their own, so that nothing drawn is ever left out. */
const UNSECTIONED = 'main'

/**
 * What the filling page renders: head fields, one object field per grid section over the cell store, explanations, foot fields.
 * Compiled when a version is published and kept with it; a section added to the template is a section on the page.
 */
export function toFormilySchema(template: Template): FormilySchema {
  const properties: Record<string, FormilySchema> = {}
  const put = (name: string, schema: FormilySchema): void => {
    properties[name] = { ...schema, 'x-index': Object.keys(properties).length }
  }
  put('head', fields(template.headerItems, 'head'))
  for (const { id, sectionId, rowIds } of blocks(template)) {
    const section = template.sections.find((each) => each.id === sectionId)
    put(`section_${id}`, {
      type: 'object',
      title: section?.title ?? '',
      'x-component': 'GridSection',
      'x-component-props': { sectionId: section?.id ?? null, rowIds },
      'x-when': section?.when ?? null,
    })
  }
  put('explanations', { type: 'object', title: '核实说明', 'x-component': 'Explanations' })
  put('foot', fields(template.headerItems, 'foot'))
  return { type: 'object', properties }
}

/** Runs of consecutive rows of one section, in the order of the sheet. */
function blocks(template: Template): { id: string; sectionId: string | null; rowIds: string[] }[] {
  const runs: { id: string; sectionId: string | null; rowIds: string[] }[] = []
  const used = new Map<string, number>()
  let current: string | null | undefined
  for (const { id, sectionId } of template.rows) {
    if (runs.length === 0 || sectionId !== current) {
      const name = sectionId ?? UNSECTIONED
      const again = used.get(name) ?? 0
      used.set(name, again + 1)
      runs.push({ id: again === 0 ? name : `${name}_${again + 1}`, sectionId, rowIds: [] })
      current = sectionId
    }
    runs.at(-1)?.rowIds.push(id)
  }
  return runs
}

function fields(items: readonly HeaderItem[], place: HeaderItem['place']): FormilySchema {
  const chosen = items.filter((item) => item.place === place)
  return {
    type: 'void',
    'x-component': place === 'head' ? 'HeadFields' : 'FootFields',
    properties: Object.fromEntries(
      chosen.map(({ id, title, type, required, readOnly }, index) => [
        id,
        {
          type: 'string',
          title,
          required,
          readOnly,
          'x-index': index,
          'x-component': { text: 'TextField', phone: 'PhoneField', date: 'DateField' }[type],
        },
      ]),
    ),
  }
}
