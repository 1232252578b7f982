import { refusals } from '#platform'

export const E = refusals({
  E_CHECKS_NOT_PUBLISHED: [409, '草稿的审核规则直接在草稿里修改；这里只调整已发布版本的审核规则。'],
  E_CHECKS_STALE: [409, (by: string) => `审核规则刚被${by}调整过，请刷新后在最新的规则上继续。`],
  E_CHECKS_NOTHING: [422, '没有改动，无需调整。'],
  E_CHECKS_UNKNOWN: [422, (what: string) => `本版没有“${what}”，不能调整。`],
  E_CHECKS_TIGHTER: [409, (what: string) => what],
})
