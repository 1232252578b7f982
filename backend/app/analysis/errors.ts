import { Refusal, refusals } from '#platform'

export const E = refusals({
  E_ANALYSIS_FORM_NOT_FOUND: [404, '没有找到该表，或不在您的业务范围内。'],
  E_ANALYSIS_ORGANISATION_NOT_FOUND: [404, '没有找到该地区或机构，或不在您的权限范围内。'],
  E_ANALYSIS_PERIOD: [422, (expected: string) => `报表期与该表的报表类型不符，应为${expected}。`],
  E_ANALYSIS_PERIOD_ORDER: [422, '结束期不能早于开始期。'],
  E_ANALYSIS_TOO_MANY_PERIODS: [422, (limit: number) => `一次最多汇总 ${limit} 个报表期，请缩短范围。`],
})

/** Every indicator that cannot be summed, each with its reason. */
export function notSummable(problems: readonly { readonly key: string; readonly message: string }[]): Refusal {
  const errors = problems.map(({ key, message }) => ({ code: 'E_ANALYSIS_NOT_SUMMABLE', message, where: key }))
  return new Refusal('E_ANALYSIS_NOT_SUMMABLE', 422, { message: errors[0]?.message ?? '所选指标不能汇总。', errors })
}
