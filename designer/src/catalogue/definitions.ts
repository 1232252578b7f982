import type { Judgement } from './judge-indicator.js'

const OPEN =
  '报告期内医院各科每日夜晚 12 点开放病床数的总和，不论该床是否被病人占用。包括消毒和小修理等暂停使用、超过半年的加床；不包括因扩建或大修而停用及临时增设的病床。'
const OCCUPIED =
  '报告期内医院各科每日夜晚 12 点实际占用病床数（即每日夜晚 12 点住院人数）的总和，包括占用的临时加床。病人当日入院后当日出院或死亡的，按占用 1 床日计。'
const LEFT = '报告期内所有出院者住院床日的总和，不含未出院者的住院床日；当日入出院者按 1 床日计。'
const STAFF =
  '包括执业医师、执业助理医师、注册护士、药师、检验和影像技师、卫生监督员、见习医（药、护、技）师，不含从事管理工作的卫生技术人员。'

/** 指标解释 of bed days and staff, and of the sections they share between the monthly and the annual form. */
export const DEFINITIONS = {
  monthly: {
    M0101: { definition: STAFF },
    M010301: { definition: OPEN },
    M010302: { definition: OCCUPIED },
    M010303: { definition: LEFT },
    M0303: { definition: '指出院人数中的死亡人数。' },
  },
  annual: {
    WSJSRYRS: { definition: STAFF },
    ZGZGS: {
      definition: '按支付工资的在岗职工统计，含招聘、返聘半年以上的离退休人员，不含临时工和返聘不足半年的人员。',
    },
    SJKFZCRS: { definition: OPEN },
    SJZYZCRS: { definition: OCCUPIED },
    CYZZYZCRS: { definition: LEFT },
  },
} as const satisfies Record<string, Readonly<Record<string, Judgement>>>
