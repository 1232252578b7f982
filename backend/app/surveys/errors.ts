import { refusals } from '#platform'

export const E = refusals({
  E_SURVEY_NOT_FOUND: [404, '没有找到该调查，或您无权查看。'],
  E_SURVEY_EXISTS: [409, (title: string) => `已有名为“${title}”的调查，请换一个名称，或直接编辑已有的调查。`],
  E_SURVEY_STALE: [409, '该调查已被他人修改，请刷新后在最新内容上继续。'],
  E_SURVEY_QUICK: [409, '应急快速调查的分组由系统维护，不能编辑，也不能把其他表样放进去。'],
  E_SURVEY_VALIDITY: [422, '有效期的起不能晚于止。'],
  E_COLLECTION_PLAN_NOT_FOUND: [404, '没有找到这份准备，可能已经开启或放弃。'],
  E_FORM_NOT_FOUND: [404, '没有找到该表样，或您无权查看。'],
  E_FORM_OF_QUICK_SURVEY: [409, '应急快速调查的表样不能归入其他调查。'],
})
