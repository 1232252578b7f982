import type { SubmissionState } from '@weitong/designer/submission'
import { STATE_LABELS } from '@weitong/designer/submission'
import type { Tone } from './tone.js'

export type StateKey = SubmissionState

/** `sign`: how far the report has come, 0 to 1, drawn as a filling ring, or the mark of what came back. */
export interface StateLook {
  readonly label: string
  readonly tone: Tone
  readonly sign: number | '!'
}

/** How each state looks. The words are the kernel's; colour is for state only and never stands without its word. */
export const STATES: Readonly<Record<StateKey, StateLook>> = {
  empty: look('empty', 'neutral', 0),
  draft: look('draft', 'neutral', 0.25),
  checked: look('checked', 'accent', 0.5),
  submitted: look('submitted', 'accent', 1),
  returned: look('returned', 'bad', '!'),
  'county-passed': look('county-passed', 'good', 0.34),
  'city-passed': look('city-passed', 'good', 0.67),
  'province-approved': look('province-approved', 'good', 1),
  carried: look('carried', 'good', 1),
  'national-accepted': look('national-accepted', 'good', 1),
  'national-returned': look('national-returned', 'bad', '!'),
}

function look(state: StateKey, tone: Tone, sign: StateLook['sign']): StateLook {
  return { label: STATE_LABELS[state], tone, sign }
}

/** Words that pages, messages and exports share. */
export const WORDS = {
  product: '卫统',
  collection: '报送任务',
  period: '报表期',
  check: '审核',
  submit: '上报',
  review: '审核审批',
  pass: '通过',
  return: '退回',
  unlock: '解锁',
  error: '强制性',
  warning: '核实性',
  explanation: '核实说明',
  finding: '审核结果',
  overdue: '逾期',
  notApplicable: '不适用',
  saveDraft: '暂存',
  withdraw: '撤回',
} as const

/** How often a form is filled. */
export const PERIOD_TYPES = { month: '月报', quarter: '季报', half: '半年报', year: '年报' } as const
