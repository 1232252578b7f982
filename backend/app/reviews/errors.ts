import { refusals } from '#platform'

export const E = refusals({
  E_REVIEW_NOT_YOUR_STEP: [403, (label: string) => `该报表当前应由${label}审核，您不能代为办理。`],
  E_REVIEW_OWN_REPORT: [403, '该报表由您本人填报，不能由您本人审核通过，请由其他审核人员办理。'],
  E_REVIEW_UNKNOWN_CELL: [422, '所指的单元格不在该报表中，请重新选择。'],
  E_COLLECTION_NOT_FOUND: [404, '没有找到该报送任务，或您无权查看。'],
  E_REGION_NOT_FOUND: [404, '没有找到该地区，或您无权查看。'],
})
