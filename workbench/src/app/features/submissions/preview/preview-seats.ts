import type { SubmissionAbilities, SubmissionState } from '../../../api/contract.js'

/** As whom a form is looked at; '' lets the server choose. */
export interface PreviewSeat {
  readonly organisation: string
  readonly period: string
  readonly role: 'filler' | 'reviewer' | 'analyst'
  readonly level: 'institution' | 'county' | 'city' | 'province'
  readonly state: SubmissionState
}

export const FIRST_SEAT: PreviewSeat = {
  organisation: '',
  period: '',
  role: 'filler',
  level: 'institution',
  state: 'empty',
}

export const LEVELS = { institution: '机构', county: '县级', city: '市级', province: '省级' } as const

export const SEATS: readonly { readonly key: string; readonly name: string }[] = [
  { key: 'filler:institution', name: '本单位填报员' },
  { key: 'filler:county', name: '县级填报员（代报）' },
  { key: 'filler:city', name: '市级填报员（代报）' },
  { key: 'reviewer:county', name: '县级审核员' },
  { key: 'reviewer:city', name: '市级审核员' },
  { key: 'reviewer:province', name: '省级审核员' },
  { key: 'analyst:province', name: '省级分析员' },
]

export const SEAT_STATES: readonly { readonly state: SubmissionState; readonly name: string }[] = [
  { state: 'empty', name: '未填报' },
  { state: 'draft', name: '暂存' },
  { state: 'checked', name: '已审核' },
  { state: 'submitted', name: '已上报' },
  { state: 'returned', name: '退回' },
  { state: 'county-passed', name: '县审通过' },
  { state: 'city-passed', name: '市审通过' },
  { state: 'province-approved', name: '省审批通过' },
]

const ACTS: readonly (readonly [keyof SubmissionAbilities, string])[] = [
  ['save', '填写'],
  ['check', '审核'],
  ['submit', '上报'],
  ['withdraw', '撤回'],
  ['pass', '通过'],
  ['return', '退回'],
  ['unlock', '解锁'],
]

/** 可以填写、审核、上报. */
export function whatMayBeDone(can: SubmissionAbilities): string {
  const words = ACTS.flatMap(([act, word]) => (can[act] === true ? [word] : []))
  return words.length > 0 ? `可以${words.join('、')}` : '只能查看'
}
