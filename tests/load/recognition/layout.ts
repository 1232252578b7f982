import exceljs from 'exceljs'

/** A sheet made by hand, written down as data; `rows` are cells from column A, null where nothing is. */
export interface HandSheet {
  readonly name: string
  readonly rows: readonly (readonly (string | number | null)[])[]
  readonly merges?: readonly string[]
  /** Ranges with thin borders, by comma. */
  readonly border?: string
  /** Indent of the alignment, by cell. */
  readonly indents?: Readonly<Record<string, number>>
  /** By cell, without `=`. */
  readonly formulas?: Readonly<Record<string, string>>
  /** Where values go, by cell: an indicator of the dictionary, or null where none fits. */
  readonly inputs: Readonly<Record<string, string | null>>
}

/** A layout the way an office writes it: what is drawn, and what a person sees in it. */
export interface HandLayout {
  readonly title: string
  readonly sheets: readonly HandSheet[]
}

const THIN = { style: 'thin' } as const
const BORDER = { top: THIN, left: THIN, bottom: THIN, right: THIN }

/** Writes a layout as an office would save it. */
export async function writeLayout(layout: HandLayout): Promise<Buffer> {
  const workbook = new exceljs.Workbook()
  for (const plan of layout.sheets) {
    const sheet = workbook.addWorksheet(plan.name)
    plan.rows.forEach((cells, row) =>
      cells.forEach((value, column) => {
        if (value !== null) sheet.getCell(row + 1, column + 1).value = value
      }),
    )
    for (const [address, formula] of Object.entries(plan.formulas ?? {})) sheet.getCell(address).value = { formula }
    for (const range of plan.border?.split(',') ?? []) frame(sheet, range)
    for (const [address, indent] of Object.entries(plan.indents ?? {})) sheet.getCell(address).alignment = { indent }
    for (const range of plan.merges ?? []) sheet.mergeCells(range)
  }
  return Buffer.from(await workbook.xlsx.writeBuffer())
}

function frame(sheet: exceljs.Worksheet, range: string): void {
  const [from, to] = range.split(':').map((address) => sheet.getCell(address))
  if (!from || !to) throw new Error(`no range ${range}`)
  for (let row = Number(from.row); row <= Number(to.row); row++) {
    for (let column = Number(from.col); column <= Number(to.col); column++) sheet.getCell(row, column).border = BORDER
  }
}
