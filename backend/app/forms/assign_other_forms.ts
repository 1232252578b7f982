import { foreignKeys, type OtherForm, type Template } from '@weitong/designer/template'
import { type Acting, inTransaction, rows, type Trx } from '#platform'
import { E } from './errors.js'

/**
 * Other forms as the rules of a draft name them: what is published of them, its newest version. A form that is not published here
 * keeps what the draft says of it: its reports are missing, and the rules that look at them are not asked.
 */
export async function assignOtherForms(trx: Trx, template: Template): Promise<readonly OtherForm[]> {
  const named = foreignKeys(template)
  if (named.size === 0) return []
  const published = new Map((await findOtherForms(trx, [...named.keys()])).map((form) => [form.code, form]))
  return [...named].flatMap(([code, keys]) => {
    const form = published.get(code) ?? template.otherForms?.find((each) => each.code === code)
    return form ? [{ ...form, values: form.values.filter(({ key }) => keys.has(key)) }] : []
  })
}

/** Published forms by code, each with every value that a rule may name. */
export async function findOtherForms(trx: Trx, codes: readonly string[]): Promise<OtherForm[]> {
  const found = await rows<{ template: Template }>(
    trx,
    `select distinct on (f.id) v.template from forms f join form_versions v on v.form_id = f.id and v.state <> 'draft'
     where f.code = any (:codes) order by f.id, v.number desc`,
    { codes },
  )
  return found.map(({ template }) => otherFormOf(template))
}

/** Contract `OtherForm`. */
export async function viewOtherForm(acting: Acting, code: string): Promise<OtherForm> {
  const [form] = await inTransaction(acting, (trx) => findOtherForms(trx, [code]))
  if (!form) throw E.E_FORM_VERSION_NOT_FOUND()
  return form
}

function otherFormOf({ code, title, legal, periodType, kind, cells, indicators }: Template): OtherForm {
  const byCode = new Map(indicators.map((indicator) => [indicator.code, indicator]))
  const values = cells.flatMap(({ binding }) => {
    const indicator = binding?.offset === 0 ? byCode.get(binding.indicator) : undefined
    if (!binding || !indicator) return []
    const items = [binding.rowItem, binding.columnItem].filter((item) => item !== null)
    const name = [indicator.name, ...items].join('·')
    return [{ key: binding.key, name, type: indicator.type, decimals: indicator.decimals }]
  })
  return { code, title, tableNo: legal.tableNo, periodType, roster: kind === 'roster', values }
}
