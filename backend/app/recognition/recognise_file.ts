import { type Dictionary, recognise } from '@weitong/designer/recognition'
import { recordAuditEvent } from '#audit'
import { readWorkbook } from '#files'
import { type Acting, inTransaction } from '#platform'
import { E } from './errors.js'
import { namedIn, type RecognitionResult, storeRecognition, viewRecognition } from './form_recognition.js'
import { loadDictionary } from './load_dictionary.js'

/** Reads an uploaded file and keeps what was recognised for its owner to decide on; no form is touched. */
export async function recogniseFile(acting: Acting, upload: { file: Buffer; name: string }): Promise<unknown> {
  const workbook = await readWorkbook(upload.file)
  return inTransaction(acting, async (trx) => {
    const dictionary = await loadDictionary(trx, acting.areas)
    const sheets = workbook.sheets.flatMap((plain) => {
      const proposal = recognise(plain, dictionary)
      return proposal ? [{ plain, proposal }] : []
    })
    if (sheets.length === 0) throw E.E_IMPORT_NO_TABLE()
    const result: RecognitionResult = {
      sheets,
      dropped: [
        ...workbook.dropped,
        ...workbook.sheets
          .filter((plain) => !sheets.some((sheet) => sheet.plain === plain))
          .map(({ name }) => ({ address: '', what: name, why: '该工作表上没有认出表格。' })),
      ],
      usedIn: usedIn(dictionary, namedIn(sheets)),
    }
    const stored = await storeRecognition(trx, acting, { fileName: upload.name, result })
    await recordAuditEvent(trx, acting, {
      action: 'form_recognition.create',
      subjectType: 'form_recognition',
      subjectId: stored.id,
      after: { file: upload.name, bytes: upload.file.length, sheets: sheets.map(({ plain }) => plain.name) },
    })
    return viewRecognition(trx, stored)
  })
}

function usedIn({ forms }: Dictionary, codes: readonly string[]): RecognitionResult['usedIn'] {
  const titles = new Map<string, string[]>(codes.map((code) => [code, []]))
  for (const { title, indicators } of forms) for (const code of indicators) titles.get(code)?.push(title)
  return Object.fromEntries(titles)
}
