import { type Decisions, draftFrom, type DraftOf, type Proposal } from '@weitong/designer/recognition'
import { parseTemplate, type PeriodType, type Template, type TemplateIndicator } from '@weitong/designer/template'
import { recordAuditEvent } from '#audit'
import {
  assignDictionary,
  checkRevision,
  findVersion,
  holdOwnVersion,
  insertForm,
  insertNextVersion,
  storeDraft,
  viewDraft,
} from '#forms'
import { findIndicators, insertIndicator } from '#indicators'
import { type Acting, inTransaction, Refusal, rows, type Trx } from '#platform'
import { E } from './errors.js'
import { findRecognition } from './form_recognition.js'

/** What a person decided about one sheet of a recognised file. */
export interface Decided {
  readonly recognitionId: string
  readonly sheet: string
  readonly decisions: Decisions
}

/** A new form whose draft is the recognised sheet. New indicators, the form and its draft are there together or not at all. */
export function importForm(
  acting: Acting,
  input: Decided & { code: string; title: string; periodType: PeriodType },
): Promise<unknown> {
  const { code, title, periodType } = input
  return inTransaction(acting, async (trx) => {
    const found = await findDecided(trx, input)
    const draft = await makeDraft(trx, acting, {
      ...found,
      decisions: input.decisions,
      base: { code, title, periodType },
    })
    const version = await insertForm(trx, acting, draft.template)
    await recordAuditEvent(trx, acting, {
      action: 'form.import',
      subjectType: 'form',
      subjectId: version.formId,
      after: { code, title, periodType, ...evidence(input, found.fileName, draft) },
    })
    return viewDraft(trx, acting, version)
  })
}

/**
 * Draws a draft anew from a changed file; what it knew about the same values stays (carryIds). A version that is published
 * already is begun anew as the next draft.
 */
export function importIntoDraft(
  acting: Acting,
  input: Decided & { versionId: string; revision: number },
): Promise<unknown> {
  return inTransaction(acting, async (trx) => {
    const found = await findDecided(trx, input)
    const named = await holdOwnVersion(trx, acting, input.versionId)
    if (named.state === 'draft') checkRevision(named, input.revision)
    const version = named.state === 'draft' ? named : await insertNextVersion(trx, acting, named)
    const draft = await makeDraft(trx, acting, { ...found, decisions: input.decisions, base: version.template })
    await storeDraft(trx, acting, { version, template: draft.template, apart: true })
    await recordAuditEvent(trx, acting, {
      action: 'form_version.import',
      subjectType: 'form_version',
      subjectId: version.id,
      after: { revision: version.revision + 1, ...evidence(input, found.fileName, draft) },
    })
    return viewDraft(trx, acting, await findVersion(trx, version.id))
  })
}

async function findDecided(trx: Trx, { recognitionId, sheet, decisions }: Decided) {
  const { result, fileName } = await findRecognition(trx, recognitionId)
  const proposal = result.sheets.find(({ plain }) => plain.name === sheet)?.proposal
  if (!proposal) throw E.E_IMPORT_NO_SUCH_SHEET(sheet)
  const places = new Set([...proposal.bindings.map(({ address }) => address), ...proposal.checks.map(({ id }) => id)])
  for (const place of Object.keys(decisions)) if (!places.has(place)) throw E.E_IMPORT_NO_SUCH_PLACE(place)
  return { proposal, fileName }
}

interface Making {
  readonly proposal: Proposal
  readonly decisions: Decisions
  readonly base: Pick<Template, 'code' | 'title' | 'periodType'> | Template
}

/** The template with its new indicators in the dictionary. */
async function makeDraft(trx: Trx, acting: Acting, { proposal, decisions, base }: Making): Promise<DraftOf> {
  const indicators = await loadNamed(trx, { proposal, decisions })
  const made = draftFrom(proposal, decisions, { base, indicators, taken: await loadTaken(trx, base.code) })
  for (const indicator of made.fresh) await insertIndicator(trx, acting, indicator)
  const template = await assignDictionary(trx, made.template)
  const parsed = parseTemplate(template)
  if ('problems' in parsed) {
    throw new Refusal('E_TEMPLATE_MALFORMED', 422, {
      message: '按这个文件得不到规范的表样，没有导入。请在文件中改正下列各处后重新上传。',
      errors: parsed.problems,
    })
  }
  return { template, fresh: made.fresh }
}

/** Every indicator that a proposal or a decision names; the dictionary must have what a person has chosen. */
async function loadNamed(
  trx: Trx,
  { proposal, decisions }: Pick<Making, 'proposal' | 'decisions'>,
): Promise<ReadonlyMap<string, TemplateIndicator>> {
  const chosen = Object.entries(decisions).flatMap(([address, decision]) =>
    decision.as === 'indicator' ? [{ address, code: decision.code }] : [],
  )
  const proposed = proposal.bindings.flatMap(({ indicator }) => indicator ?? [])
  const known = await findIndicators(trx, [...new Set([...proposed, ...chosen.map(({ code }) => code)])])
  for (const { address, code } of chosen) if (!known.has(code)) throw E.E_IMPORT_NO_SUCH_INDICATOR(address, code)
  return known
}

/** Codes that a new indicator of the form may not get; only those that could begin like it. */
async function loadTaken(trx: Trx, code: string): Promise<ReadonlySet<string>> {
  const found = await rows<{ code: string }>(trx, `select code from indicators where lower(code) like :prefix`, {
    prefix: `${code.replaceAll('-', '').toLowerCase().slice(0, 24)}%`,
  })
  return new Set(found.map((indicator) => indicator.code))
}

const evidence = ({ sheet, decisions }: Decided, file: string, { fresh }: DraftOf): object => ({
  file,
  sheet,
  decided: Object.keys(decisions).length,
  newIndicators: fresh.map(({ code }) => code),
})
