import type { DroppedThing, PlainSheet, Proposal } from '@weitong/designer/recognition'
import { findIndicators } from '#indicators'
import { type Acting, now, rows, type Trx } from '#platform'
import { E } from './errors.js'

export interface RecognisedSheet {
  /** As it stands in the file. */
  readonly plain: PlainSheet
  readonly proposal: Proposal
}

export interface RecognitionResult {
  /** Every sheet with a table. */
  readonly sheets: readonly RecognisedSheet[]
  /** What belongs to no sheet: hidden ones, pictures. */
  readonly dropped: readonly DroppedThing[]
  /** Titles of the forms that have an indicator which a proposal names, by its code. */
  readonly usedIn: Readonly<Record<string, readonly string[]>>
}

export interface RecognitionRow {
  readonly id: string
  readonly fileName: string
  readonly result: RecognitionResult
  readonly createdAt: Date
}

const COLUMNS = `id, file_name as "fileName", result, created_at as "createdAt"`
/** Older ones of the same person go when a new one comes. */
const KEPT_DAYS = 30

export async function storeRecognition(
  trx: Trx,
  acting: Acting,
  input: { readonly fileName: string; readonly result: RecognitionResult },
): Promise<RecognitionRow> {
  const own = { account: acting.account.id, at: now() }
  await rows(
    trx,
    `delete from form_recognitions where account_id = :account and created_at < :at::timestamptz - interval '${KEPT_DAYS} days'`,
    own,
  )
  const [row] = await rows<RecognitionRow>(
    trx,
    `insert into form_recognitions (account_id, file_name, result, created_at)
     values (:account, :fileName, :result, :at) returning ${COLUMNS}`,
    { ...own, fileName: input.fileName, result: JSON.stringify(input.result) },
  )
  if (!row) throw new Error('the recognition was not returned')
  return row
}

/** One's own; E_IMPORT_NOT_FOUND for everybody else's. */
export async function findRecognition(trx: Trx, id: string): Promise<RecognitionRow> {
  const [row] = await rows<RecognitionRow>(trx, `select ${COLUMNS} from form_recognitions where id = :id`, { id })
  if (!row) throw E.E_IMPORT_NOT_FOUND()
  return row
}

/** Contract `FormRecognition`. */
export async function viewRecognition(trx: Trx, { id, fileName, result, createdAt }: RecognitionRow): Promise<unknown> {
  const known = await findIndicators(trx, namedIn(result.sheets))
  return { id, fileName, createdAt, ...result, indicators: [...known.values()] }
}

/** Codes of every indicator that a proposal names. */
export function namedIn(sheets: readonly RecognisedSheet[]): string[] {
  const named = sheets.flatMap(({ proposal }) =>
    proposal.bindings.flatMap(({ indicator, candidates }) =>
      indicator === null ? candidates : [indicator, ...candidates],
    ),
  )
  return [...new Set(named)]
}
