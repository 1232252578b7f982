import { refusals } from '#platform'

export const E = refusals({
  E_INDICATOR_EXISTS: [
    409,
    (code: string) => `指标编码 ${code} 已被使用（不区分大小写）。编码不能重复使用，请换一个。`,
  ],
  E_INDICATOR_NOT_FOUND: [404, '没有找到该指标。'],
  E_INDICATOR_STALE: [409, (by: string) => `该指标刚被${by}修改，请刷新后在最新内容上修改。`],
  E_CODE_LIST_NOT_FOUND: [404, '没有找到该代码表。'],
})
