export { type CarriedDraft, carryDraft } from './carry-draft.js'
export { checkHeader, checkInputs, codeListOf } from './check-inputs.js'
export { codesUnder, standsUnder } from './code-list.js'
export { type ChangeListener, EntrySheet, sameDraft } from './entry-sheet.js'
export {
  type EntryContext,
  evaluate,
  type Evaluation,
  hiddenInputs,
  type PeriodValues,
  toCellValue,
} from './evaluate.js'
export { type Direction, nextInput } from './navigate.js'
export {
  type CellValue,
  type DraftValue,
  type DraftValues,
  isInvalid,
  MAX_TEXT,
  type ParsedInput,
  parseInput,
} from './parse-input.js'
export { formsCarriedIn, type OtherForms, type StartValue, startValues } from './start-values.js'
export { type ShownAs, shownText } from './shown-text.js'
export { parseBlock, type PastePlan, planPaste } from './plan-paste.js'
