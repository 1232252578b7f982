/**
 * What goes over the wire, by hand, a file for each feature. Every type is JSON: ids are strings, numbers of a report are decimal
 * strings, times are ISO 8601 with offset, days are `YYYY-MM-DD`. The HTTP tests check real replies against these types.
 *
 * Every path starts with `/api`. Changing requests carry the header `X-Weitong: 1` and a JSON body.
 */
export type * from './contract/administration.js'
export type * from './contract/analysis.js'
export type * from './contract/checks.js'
export type * from './contract/collections.js'
export type * from './contract/common.js'
export type * from './contract/forms.js'
export type * from './contract/health.js'
export type * from './contract/home.js'
export type * from './contract/identity.js'
export type * from './contract/indicators.js'
export type * from './contract/jobs.js'
export type * from './contract/organisations.js'
export type * from './contract/recognition.js'
export type * from './contract/quick-surveys.js'
export type * from './contract/reviews.js'
export type * from './contract/submissions.js'
export type * from './contract/surveys.js'
export type * from './contract/trials.js'
export type * from './contract/unit-choices.js'
export type * from './contract/switches.js'
export type {
  HeaderItem,
  LegalHead,
  PeriodType,
  Secrecy,
  Severity,
  Template,
  TemplateProblem,
} from '@weitong/designer/template'
