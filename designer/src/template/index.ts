export type { Aggregation, TemplateIndicator, ValueType } from '../indicator/index.js'
export type { PeriodType } from '../period/index.js'
export { ATTRIBUTE_KINDS, ORG_ATTRIBUTES, orgFrame, periodFrame } from './attributes.js'
export {
  bindBlock,
  type BlockBinding,
  type BlockShape,
  type BoundCell,
  bindingOf,
  keyOf,
  numbered,
} from './bind-block.js'
export { blankTemplate, HEADER_ITEMS } from './blank-template.js'
export { type CellNames, cellNames } from './cell-names.js'
export { vocabularies, type Words } from './check-expressions.js'
export { checkTemplate } from './check-template.js'
export {
  type CompiledCell,
  type CompiledForm,
  type CompiledFormula,
  type CompiledRule,
  compileTemplate,
  emptyFrame,
  inScope,
} from './compile-template.js'
export { diffTemplates } from './diff-templates.js'
export type { ChangeKind, TemplateChange } from './difference.js'
export { expandRoster, newRowId, partsOfRecordKey, rowAddedAt, rosterRows, ruleName } from './expand-roster.js'
export { fillerWords, isFilledBy } from './fillers.js'
export { type FormilySchema, toFormilySchema } from './formily-schema.js'
export {
  type CheckChanges,
  mergeChanges,
  NO_CHANGES,
  reviseChecks,
  revisionOf,
  type RuleRevision,
  type WordedChange,
  wordRevision,
} from './revise-checks.js'
export {
  foreignDecimals,
  foreignFrame,
  foreignKeys,
  foreignName,
  type OtherReports,
  otherPeriods,
  otherReports,
  reportsNeeded,
  type SubmittedReport,
} from './other-forms.js'
export { thresholdFrame } from './thresholds.js'
export { columnName, type Layout, layoutOf, parseAddress } from './layout.js'
export { wordChanges } from './word-changes.js'
export { parseChanges, parseTemplate } from './parse-template.js'
export { type Question, type QuestionType, type QuickForm, quickTemplate, YES_NO } from './quick-form.js'
export { runnable } from './runnable.js'
export type {
  Binding,
  Cell,
  CellFiller,
  CellRole,
  CellStart,
  CheckRule,
  Column,
  HeaderItem,
  LegalHead,
  OtherForm,
  OtherValue,
  Roster,
  Row,
  Secrecy,
  Section,
  Severity,
  Template,
  TemplateCode,
  TemplateCodeList,
  TemplateProblem,
  Threshold,
  ThresholdRow,
  UnsayableRule,
} from './template.js'
