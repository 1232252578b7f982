/** 核实说明 of the demo, by rule of 卫健统1-9. */
const EXPLANATIONS: Readonly<Record<string, string>> = {
  W001: '本月呼吸道疾病患者集中收治，病房加床较多，占用床日已与护理部每日床位报表核对。',
  W002: '本月病区改造，部分床位临时停用，已与医务科核对。',
  W003: '康复及长期住院患者出院较集中，平均住院日偏高，数据属实。',
  W004: '本月开展自费体检和疫苗接种项目，门诊次均费用偏高，已与财务科核对，单位为千元。',
  W005: '本月开展多例高值耗材手术，住院次均费用偏高，已与财务科核对。',
  W006: '本月门诊量变化受流感流行影响，已与门诊部日报核对。',
  W007: '去年同期受门诊楼搬迁影响，基数较低，数据属实。',
  W008: '本月出院人数变化受病区调整影响，已与病案室核对。',
}

export function explanationOf(rule: string): string {
  return EXPLANATIONS[rule] ?? '已与相关科室核对，数据属实。'
}

/** Reasons of returns, each at the cell it is about. */
export const RETURNS: readonly { readonly key: string; readonly reason: string }[] = [
  { key: 'M020101', reason: '门诊收入与次均费用不匹配，请核对是否按千元填报。' },
  { key: 'M010302', reason: '实际占用总床日数较上月变动较大，请核对后重新上报。' },
  { key: 'M010102', reason: '注册护士数与人力资源登记不一致，请核实。' },
]
