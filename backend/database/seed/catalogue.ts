import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type CatalogueForm, type Edition, EDITIONS, templateOf } from '@weitong/designer/catalogue'
import type { Template, TemplateCodeList } from '@weitong/designer/template'
import { recordAuditEvent } from '#audit'
import { createForm, draftVersion, publishVersion, saveDraft } from '#forms'
import { findIndicators, insertCodeLists, insertIndicator } from '#indicators'
import { type Acting, inTransaction, rows, type Trx } from '#platform'
import { placeCatalogueForm } from './surveys.js'

const folder = fileURLToPath(new URL('../../../designer/catalogue/', import.meta.url))

/** Codes of the shipped forms, such as `WJT-1-9`. */
export const CATALOGUE: readonly string[] = [...new Set(EDITIONS.map(({ file }) => file))]

/** What the acts of #forms answer, as far as it is needed here. */
interface Draft {
  readonly formId: string
  readonly version: { readonly id: string }
  readonly revision: number
}

export interface LoadedVersion {
  readonly id: string
  readonly formId: string
  readonly template: Template
}

/**
 * Publishes the editions of a shipped form, oldest first, through the same acts a designer uses: dictionary, form, drafts,
 * publishing, survey. Returns the versions in that order. Refuses what those acts refuse, such as a form that is there already.
 */
export async function loadCatalogueForm(acting: Acting, code: string): Promise<LoadedVersion[]> {
  const source = JSON.parse(readFileSync(`${folder}${code}.json`, 'utf8')) as CatalogueForm
  const loaded: LoadedVersion[] = []
  for (const edition of EDITIONS.filter(({ file }) => file === code)) {
    const template = await prepare(acting, source, edition)
    const draft = (await beginDraft(acting, template, loaded.at(-1))) as Draft
    const { id } = draft.version
    const saved = (await saveDraft(acting, { id, revision: draft.revision, template })) as Draft
    await publishVersion(acting, { id, revision: saved.revision })
    loaded.push({ id, formId: draft.formId, template })
  }
  const [first] = loaded
  if (first) await placeCatalogueForm(acting, { code, formId: first.formId })
  return loaded
}

function beginDraft(acting: Acting, template: Template, before: LoadedVersion | undefined): Promise<unknown> {
  if (before) return draftVersion(acting, { formId: before.formId, fromVersionId: before.id })
  const { code, title, periodType } = template
  return createForm(acting, { code, title, periodType })
}

/** The template of an edition, with its code lists and indicators in the dictionary. */
function prepare(acting: Acting, source: CatalogueForm, edition: Edition): Promise<Template> {
  return inTransaction(acting, async (trx) => {
    const codeLists = await readCodeLists(trx)
    const template = templateOf(source, edition, codeLists)
    const known = new Set(codeLists.map(({ code }) => code))
    await insertCodeLists(trx, template.codeLists.filter(({ code }) => !known.has(code)).map(withoutLevels))
    const defined = await findIndicators(
      trx,
      template.indicators.map(({ code }) => code),
    )
    const missing = template.indicators.filter(({ code }) => !defined.has(code))
    for (const indicator of missing) await insertIndicator(trx, acting, indicator)
    await recordAuditEvent(trx, acting, {
      action: 'catalogue.load',
      subjectType: 'form',
      subjectId: template.code,
      after: { edition: template.edition, indicators: missing.map(({ code }) => code) },
    })
    return template
  })
}

function readCodeLists(trx: Trx): Promise<TemplateCodeList[]> {
  return rows<TemplateCodeList>(
    trx,
    `select l.code, l.title, jsonb_agg(jsonb_build_object('code', i.code, 'name', i.name) order by i.position) as items
     from code_lists l join code_items i on i.list = l.code group by l.code order by l.code`,
  )
}

/** Lists that only the catalogue writes out, in the name of an indicator, have one level. */
function withoutLevels({ code, title, items }: TemplateCodeList) {
  return { code, title, items: items.map((item) => ({ ...item, parent: null })) }
}
