export { aggregateWorkbook, type AggregateWorkbookHead } from './aggregate-workbook.js'
export { pageArea, type PageFit, type PaperSize } from './page-fit.js'
export {
  layOutPaper,
  legalLines,
  type Paper,
  type PaperCell,
  type PaperContent,
  type PaperPage,
  type PaperRow,
} from './paper.js'
export { type PaperDocument, paperDocument } from './paper-document.js'
export { emptyPaper, filledPaper, type PaperReport } from './paper-content.js'
export { type RecordColumn, type RecordLine, recordsWorkbook, type RecordsWorkbookHead } from './records-workbook.js'
export type { SheetCell, SheetColumn, SheetPlan, SheetRows } from './sheet-plan.js'
export { indentOf, rowHeight } from './paper-pages.js'
