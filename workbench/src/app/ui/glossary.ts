/**
 * The one list of words for states, with how each looks. Colour is for state only and never stands without its word.
 * Keys are those of `SubmissionState` in the API contract.
 */
export type StateKey =
  | 'empty'
  | 'draft'
  | 'checked'
  | 'submitted'
  | 'returned'
  | 'county-passed'
  | 'city-passed'
  | 'province-approved'
  | 'carried'
  | 'national-accepted'
  | 'national-returned'

export type Tone = 'neutral' | 'accent' | 'good' | 'warn' | 'bad'

/** `share` is how far the report has come, 0 to 1, drawn as a filling ring; `returned` ones carry a mark instead. */
export interface StateLook {
  readonly label: string
  readonly tone: Tone
  readonly share: number
  readonly mark: '' | '!'
}

export const STATES: Readonly<Record<StateKey, StateLook>> = {
  empty: { label: '未填报', tone: 'neutral', share: 0, mark: '' },
  draft: { label: '暂存', tone: 'neutral', share: 0.25, mark: '' },
  checked: { label: '已审核', tone: 'accent', share: 0.5, mark: '' },
  submitted: { label: '已上报', tone: 'accent', share: 1, mark: '' },
  returned: { label: '退回', tone: 'bad', share: 0, mark: '!' },
  'county-passed': { label: '县审通过', tone: 'good', share: 0.34, mark: '' },
  'city-passed': { label: '市审通过', tone: 'good', share: 0.67, mark: '' },
  'province-approved': { label: '省审批通过', tone: 'good', share: 1, mark: '' },
  carried: { label: '已结转', tone: 'good', share: 1, mark: '' },
  'national-accepted': { label: '国家已接收', tone: 'good', share: 1, mark: '' },
  'national-returned': { label: '国家退回', tone: 'bad', share: 0, mark: '!' },
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
