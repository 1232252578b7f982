import { refusals } from '#platform'

export const E = refusals({
  E_QUICK_SURVEY_NOT_FOUND: [404, '没有找到该快速调查，或您无权查看。'],
  E_QUICK_SURVEY_CHOICES: [422, (number: number) => `第 ${number} 题是选择题，请至少写两个选项。`],
  E_QUICK_SURVEY_NOBODY: [422, '还没有选定任何单位，请先选择地区、机构类别或具体单位。'],
})
