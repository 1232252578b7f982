import { readFileSync } from 'node:fs'
import { type CatalogueForm, EDITIONS, fromCatalogue } from '@weitong/designer/catalogue'
import type { Template, TemplateCodeList } from '@weitong/designer/template'

const ROOT = new URL('../../../', import.meta.url)
const LISTS = [
  'codes/yes_no',
  'codes/village_clinic_host',
  'codes/economic_type',
  'codes/org_category_ws218',
  'codes/org_management_class',
  'codes/host_unit',
  'codes/affiliation_gov',
  'codes/hospital_level',
  'codes/hospital_grade',
  'hubei_divisions',
  'hubei_towns',
]

const codeLists: TemplateCodeList[] = LISTS.map((path) => {
  const [, ...lines] = read(`backend/database/data/${path}.csv`).trim().split(/\r?\n/)
  const items = lines.map((line) => line.split(',')).map(([code = '', name = '']) => ({ code, name }))
  return { code: path.replace(/^.*\//, ''), title: path, items }
})

export interface ShippedForm {
  readonly version: number
  readonly template: Template
}

/** Every edition the platform brings along. */
export const shippedForms: readonly ShippedForm[] = EDITIONS.map(({ file, version, options }) => ({
  version,
  template: fromCatalogue(catalogueSource(file), { ...options, codeLists }),
}))

export function shippedForm(code: string, version = 1): Template {
  const found = shippedForms.find((form) => form.template.code === code && form.version === version)
  if (!found) throw new Error(`no shipped form ${code} version ${version}`)
  return found.template
}

export function catalogueSource(code: string): CatalogueForm {
  return JSON.parse(read(`designer/catalogue/${code}.json`)) as CatalogueForm
}

function read(path: string): string {
  return readFileSync(new URL(path, ROOT), 'utf8')
}
