import { refusals } from '#platform'

export const E = refusals({
  E_SWITCH_NOT_FOUND: [404, '没有找到该次换版，或您无权查看。'],
  E_SWITCH_SCOPE: [403, '换版涉及全部应报单位，只有管辖范围包含全省的设计员可以操作。'],
  E_SWITCH_COLLECTION_CLOSED: [409, '该报送任务已经关闭，不能换版；需要时请先重新开放。'],
  E_SWITCH_VERSION: [422, '请选择同一表样的另一个已发布版本。'],
  E_SWITCH_NOT_TRIED: [409, '请先试算，看过结果后再换版。'],
  E_SWITCH_OUTDATED: [409, '试算之后报送任务又换过版本，请重新试算。'],
  E_SWITCH_BUSY: [409, '该报送任务正在试算或换版，请等它结束。'],
})
