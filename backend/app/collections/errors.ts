import { refusals } from '#platform'

export const E = refusals({
  E_COLLECTION_NOT_FOUND: [404, '没有找到该报送任务，或您无权查看。'],
  E_COLLECTION_EXISTS: [409, (period: string) => `该表样 ${period} 的报送任务已经开启，不能重复开启。`],
  E_COLLECTION_VERSION_NOT_PUBLISHED: [422, '所选版本尚未发布，请先发布表样再开启报送任务。'],
  E_COLLECTION_PERIOD: [422, (expected: string) => `报表期与表样的报表类型不符，应为${expected}。`],
  E_COLLECTION_DUE_ORDER: [422, '截止日应依次为：机构、县级、市级、省级，后一级不得早于前一级。'],
  E_COLLECTION_NOBODY: [422, '没有任何机构应报，请检查填报范围或所选单位后再开启。'],
  E_COLLECTION_REGION: [422, '所选地区不存在或不在您的权限范围内，请重新选择。'],
  E_COLLECTION_NOT_OPEN: [409, '该报送任务已经关闭。'],
  E_COLLECTION_NOT_CLOSED: [409, '该报送任务正在进行，无需重新开放。'],
})
