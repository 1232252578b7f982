import { readdirSync, readFileSync } from 'node:fs'
import { type CatalogueForm, EDITIONS, templateOf } from '@weitong/designer/catalogue'
import { readCsv } from '../../../backend/database/seed/csv.js'
import type { Template, TemplateCodeList } from '@weitong/designer/template'

const ROOT = new URL('../../../', import.meta.url)
const folder = new URL('backend/database/data/', ROOT)
const files = [
  'hubei_divisions.csv',
  'hubei_towns.csv',
  ...readdirSync(new URL('codes/', folder)).map((file) => `codes/${file}`),
]

/** As the loader names them: a file with a column `set` holds several lists. */
const codeLists: TemplateCodeList[] = files.flatMap((file) => {
  const name = file.replace(/^.*\//, '').replace('.csv', '')
  const sets = new Map<string, Map<string, string>>()
  for (const record of readCsv(file)) {
    const set = (record['code_set'] ?? record['set'] ?? '').split(' ')[0] ?? ''
    const list = set ? `${name}_${set.replace(/\P{ASCII}/gu, '').replaceAll('/', '_')}`.toLowerCase() : name
    const items = sets.get(list) ?? new Map<string, string>()
    sets.set(list, items.set(record['code'] ?? record['seq'] ?? '', record['name'] ?? ''))
  }
  return [...sets].map(([code, items]) => ({
    code,
    title: code,
    items: [...items].map(([item, title]) => ({ code: item, name: title })),
  }))
})

export interface ShippedForm {
  readonly version: number
  readonly template: Template
}

/** Every edition the platform brings along. */
export const shippedForms: readonly ShippedForm[] = EDITIONS.map((edition) => ({
  version: edition.version,
  template: templateOf(catalogueSource(edition.file), edition, codeLists),
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
