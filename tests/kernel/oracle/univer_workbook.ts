import { createRequire } from 'node:module'
import type {} from '@univerjs/engine-formula/facade'
import type {} from '@univerjs/sheets/facade'
import type { ICellData, IObjectMatrixPrimitiveType } from '@univerjs/core'

// The ESM builds do not load in plain Node (opentype.js has no named exports), the CommonJS ones do.
const require = createRequire(import.meta.url)
const { CellValueType, LocaleType, Univer } = require('@univerjs/core') as typeof import('@univerjs/core')
const { UniverFormulaEnginePlugin } = require('@univerjs/engine-formula') as typeof import('@univerjs/engine-formula')
const { UniverSheetsPlugin } = require('@univerjs/sheets') as typeof import('@univerjs/sheets')
const { UniverSheetsFormulaPlugin } = require('@univerjs/sheets-formula') as typeof import('@univerjs/sheets-formula')
const { FUniver } = require('@univerjs/core/facade') as typeof import('@univerjs/core/facade')
for (const facade of ['engine-formula', 'sheets', 'sheets-formula']) require(`@univerjs/${facade}/facade`)

export type Content = number | string
/** Sheet name → address → a value, or a formula that begins with `=`. */
export type Sheets = Readonly<Record<string, Readonly<Record<string, Content>>>>

/** Spreadsheets computed by Univer's own engine, without a screen. */
export class UniverCalculator {
  private readonly univer = new Univer({ locale: LocaleType.EN_US, locales: { [LocaleType.EN_US]: {} } })
  private readonly api

  constructor() {
    this.univer.registerPlugin(UniverFormulaEnginePlugin)
    this.univer.registerPlugin(UniverSheetsPlugin)
    this.univer.registerPlugin(UniverSheetsFormulaPlugin)
    this.api = FUniver.newAPI(this.univer)
  }

  /** Values of every cell of `sheets` after calculation. */
  async calculate(sheets: Sheets): Promise<Record<string, Record<string, unknown>>> {
    const names = Object.keys(sheets)
    const workbook = this.api.createWorkbook({
      sheetOrder: names,
      sheets: Object.fromEntries(
        names.map((name) => [
          name,
          { id: name, name, rowCount: 2000, columnCount: 30, cellData: cellData(sheets[name] ?? {}) },
        ]),
      ),
    })
    const formula = this.api.getFormula()
    formula.executeCalculation()
    await formula.onCalculationEnd()
    const result: Record<string, Record<string, unknown>> = {}
    for (const name of names) {
      const sheet = workbook.getSheetByName(name)
      result[name] = Object.fromEntries(
        Object.keys(sheets[name] ?? {}).map((address) => [address, sheet?.getRange(address).getRawValue() ?? null]),
      )
    }
    this.api.disposeUnit(workbook.getId())
    return result
  }

  dispose(): void {
    this.univer.dispose()
  }
}

function cellData(cells: Readonly<Record<string, Content>>): IObjectMatrixPrimitiveType<ICellData> {
  const data: IObjectMatrixPrimitiveType<ICellData> = {}
  for (const [address, content] of Object.entries(cells)) {
    const [, letters = '', digits = ''] = /^([A-Z]+)(\d+)$/.exec(address) ?? []
    const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
    const row = (data[Number(digits) - 1] ??= {})
    row[column] =
      typeof content === 'string' && content.startsWith('=')
        ? { f: content }
        : { v: content, t: typeof content === 'string' ? CellValueType.STRING : CellValueType.NUMBER }
  }
  return data
}
