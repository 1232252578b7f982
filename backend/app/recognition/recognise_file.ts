import { type DroppedThing, type Proposal, recognise } from '@weitong/designer/recognition'
import type { TemplateIndicator } from '@weitong/designer/template'
import { readWorkbook } from '#files'
import { type Acting, inTransaction } from '#platform'
import { E } from './errors.js'
import { loadDictionary } from './load_dictionary.js'

/** Contract `Recognition`. */
export interface Recognition {
  /** One for every sheet with a table. */
  readonly proposals: readonly Proposal[]
  readonly dropped: readonly DroppedThing[]
  /** Definitions of every indicator that a proposal names. */
  readonly indicators: readonly TemplateIndicator[]
}

/** Reads an uploaded file and says what was recognised; nothing is stored. */
export async function recogniseFile(acting: Acting, file: Buffer): Promise<Recognition> {
  const { sheets, dropped } = await readWorkbook(file)
  const dictionary = await inTransaction(acting, (trx) => loadDictionary(trx, acting.areas))
  const proposals = sheets.flatMap((sheet) => recognise(sheet, dictionary) ?? [])
  if (proposals.length === 0) throw E.E_IMPORT_NO_TABLE()
  const named = new Set(
    proposals.flatMap(({ bindings }) => bindings.flatMap(({ indicator, candidates }) => [indicator, ...candidates])),
  )
  return {
    proposals,
    dropped: [
      ...dropped,
      ...sheets
        .filter(({ name }) => !proposals.some(({ sheet }) => sheet === name))
        .map(({ name }) => ({ address: '', what: name, why: '该工作表上没有认出表格。' })),
    ],
    indicators: dictionary.indicators.filter(({ code }) => named.has(code)),
  }
}
