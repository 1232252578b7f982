import { type EntryContext, EntrySheet, shownText, type DraftValues } from '@weitong/designer/entry'
import { isNumeric } from '@weitong/designer/indicator'
import type { Cell, CompiledForm, Template } from '@weitong/designer/template'
import type { PaperSize } from './page-fit.js'
import { layOutPaper, type Paper } from './paper.js'

/** A report as it stands. */
export interface PaperReport {
  readonly form: CompiledForm
  readonly context: EntryContext
  readonly values: DraftValues
  readonly header: Readonly<Record<string, string>>
  /** False prints 草稿 across the pages. */
  readonly submitted: boolean
  readonly size: PaperSize
}

/** The form with nothing in it, to be written on by hand. */
export function emptyPaper(template: Template, size: PaperSize): Paper {
  return layOutPaper(template, {
    fileName: pdfName([template.title, template.edition, '空表']),
    size,
    watermark: '',
    unit: '',
    period: '',
    header: {},
    textOf: () => '',
    isExcluded: () => false,
  })
}

/** A report as it would be handed in: every number as the page shows it, 不适用 left blank on grey. */
export function filledPaper({ form, context, values, header, submitted, size }: PaperReport): Paper {
  const { template } = form
  const sheet = new EntrySheet(form, context, values)
  return layOutPaper(template, {
    fileName: pdfName([template.title, context.org.name, context.period.label, submitted ? '' : '草稿']),
    size,
    watermark: submitted ? '' : '草稿',
    unit: context.org.name,
    period: context.period.label,
    header,
    textOf: (cell) => cellText(sheet, cell),
    isExcluded: ({ id, binding }) => !sheet.isApplicable(id) && (binding === null || binding.offset === 0),
  })
}

function cellText(sheet: EntrySheet, cell: Cell): string {
  const { indicators, template } = sheet.form
  const indicator = indicators.get(cell.binding?.indicator ?? '') ?? null
  return shownText(sheet.valueOf(cell.id), {
    indicator,
    codeList: template.codeLists.find(({ code }) => code === indicator?.codeList) ?? null,
    isNumber: indicator ? isNumeric(indicator.type) : cell.formula !== null,
  })
}

function pdfName(words: readonly string[]): string {
  const name = words.filter((word) => word !== '').join('_')
  return `${name.replaceAll(/[\\/:*?"<>|\s]+/g, '')}.pdf`
}
