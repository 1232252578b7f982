export { aggregateWorkbook, type AggregateWorkbookHead } from './aggregate-workbook.js'
export type { SheetCell, SheetColumn, SheetPlan } from './sheet-plan.js'
