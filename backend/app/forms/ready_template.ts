import { createHash } from 'node:crypto'
import { type Template, toFormilySchema } from '@weitong/designer/template'
import { Refusal, rows, type Trx } from '#platform'
import { assignDictionary } from './assign_dictionary.js'
import { problemsOf } from './form_draft.js'

/** A template that may be filled: definitions frozen from the dictionary, and what a version keeps of it. */
export interface ReadyTemplate {
  readonly template: Template
  readonly document: string
  readonly schema: string
  readonly contentHash: string
}

/** Refuses with every problem what cannot be filled yet. @param purpose 发布, 试填 */
export async function readyTemplate(trx: Trx, draft: Template, purpose: string): Promise<ReadyTemplate> {
  const template = await assignDictionary(trx, draft)
  const problems = await problemsOf(trx, template)
  if (problems.length > 0) {
    const message = `表样还有 ${problems.length} 处问题，改正后才能${purpose}。`
    throw new Refusal('E_TEMPLATE_INVALID', 422, { message, errors: problems })
  }
  const document = JSON.stringify(template)
  return {
    template,
    document,
    schema: JSON.stringify(toFormilySchema(template)),
    contentHash: createHash('sha256').update(document).digest('hex'),
  }
}

/** The transaction as `facts` asks for it. */
export function runnerOf(trx: Trx): { query(sql: string, values: unknown[]): Promise<unknown> } {
  return { query: (sql, values) => rows(trx, sql.replaceAll(/\$\d/g, '?'), values) }
}
