import { refusals } from '#platform'

export const E = refusals({
  E_TRIAL_NOT_FOUND: [404, '没有找到该试填，或您无权查看。'],
  E_TRIAL_DUE: [422, '试填的结束日不能早于今天，也不能晚于 90 天后。'],
  E_TRIAL_PERIOD: [422, (expected: string) => `报表期与表样的报表类型不符，应为${expected}。`],
  E_TRIAL_OVER: [409, '该试填已经结束。'],
  E_TRIAL_NO_TRIAL: [409, '这张报表不是试填，意见请通过核实说明或电话反映。'],
  E_TRIAL_CELL: [422, '所指的单元格不在这张表样中，请刷新后重试。'],
  E_TRIAL_COMMENT_NOT_FOUND: [404, '没有找到该意见。'],
})
