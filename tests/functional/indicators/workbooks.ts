import exceljs from 'exceljs'
import type { JobView } from '../../../workbench/src/app/api/contract.js'
import type { Client } from '../../support/http_client.js'
import { finishedJob } from '../../support/jobs.js'

type Value = string | number | { readonly formula: string; readonly result: string }

/** An xlsx with one sheet of these rows. */
export async function workbook(rows: readonly (readonly Value[])[]): Promise<Buffer> {
  const book = new exceljs.Workbook()
  book.addWorksheet('表').addRows(rows.map((row) => [...row]))
  return Buffer.from(await book.xlsx.writeBuffer())
}

/** Rows of the first sheet, as texts. */
export async function rowsOf(file: ArrayBuffer): Promise<string[][]> {
  const book = new exceljs.Workbook()
  await book.xlsx.load(file as unknown as exceljs.Buffer)
  const rows: string[][] = []
  book.worksheets[0]?.eachRow((row) => {
    const cells: string[] = []
    for (let column = 1; column <= row.cellCount; column++) cells.push(row.getCell(column).text)
    rows.push(cells)
  })
  return rows
}

/** Asks for a file and waits until the worker has made it. */
export async function fileOf(client: Client, path: string, body: object = {}): Promise<ArrayBuffer> {
  const { id } = await client.expect('JobView', client.post<JobView>(path, body), 202)
  const job = await finishedJob(client, id)
  if (job.state !== 'done') throw new Error(job.message)
  return (await client.download(`/jobs/${id}/file`)).body
}
