import { Refusal, refusals } from '#platform'

export const E = refusals({
  E_ANALYSIS_FORM_NOT_FOUND: [404, '没有找到该表，或不在您的业务范围内。'],
  E_ANALYSIS_ORGANISATION_NOT_FOUND: [404, '没有找到该地区或机构，或不在您的权限范围内。'],
  E_ANALYSIS_PERIOD: [422, (expected: string) => `报表期与该表的报表类型不符，应为${expected}。`],
  E_ANALYSIS_PERIOD_ORDER: [422, '结束期不能早于开始期。'],
  E_ANALYSIS_SPLIT: [422, '所选的代码不是该表的代码型指标，不能按它分列。'],
  E_ANALYSIS_SPLIT_TOO_WIDE: [
    422,
    (columns: number, limit: number) => `分开后有 ${columns} 列，一次最多 ${limit} 列；请少选指标，或改按其他代码分。`,
  ],
  E_ANALYSIS_NO_LIST: [422, '该表不是变长表，没有名单可以导出。'],
  E_ANALYSIS_LIST_EMPTY: [422, '这里还没有纳入的名单，请换一个报表期、状态或地区。'],
  E_ANALYSIS_LIST_TOO_LONG: [
    422,
    (rows: number, limit: number) => `名单有 ${rows} 行，一个工作表最多 ${limit} 行；请按地区分开导出。`,
  ],
  E_ANALYSIS_TOO_MANY_PERIODS: [422, (limit: number) => `一次最多汇总 ${limit} 个报表期，请缩短范围。`],
})

/** Every indicator that cannot be summed, each with its reason. */
export function notSummable(problems: readonly { readonly key: string; readonly message: string }[]): Refusal {
  const errors = problems.map(({ key, message }) => ({ code: 'E_ANALYSIS_NOT_SUMMABLE', message, where: key }))
  return new Refusal('E_ANALYSIS_NOT_SUMMABLE', 422, { message: errors[0]?.message ?? '所选指标不能汇总。', errors })
}
