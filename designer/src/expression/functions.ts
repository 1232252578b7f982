/** Every function of the language: how many arguments, what kind comes out, and how it is called in Chinese. */
export interface FunctionSpec {
  readonly min: number
  readonly max: number
  readonly yields: 'number' | 'boolean' | 'text' | 'any'
  /** Takes values of the cell itself (a range, a reference), not only numbers. */
  readonly wording: string
}

const MANY = 200

export const FUNCTIONS: Readonly<Record<string, FunctionSpec>> = {
  SUM: { min: 1, max: MANY, yields: 'number', wording: '合计' },
  MIN: { min: 1, max: MANY, yields: 'number', wording: '最小值' },
  MAX: { min: 1, max: MANY, yields: 'number', wording: '最大值' },
  AVERAGE: { min: 1, max: MANY, yields: 'number', wording: '平均值' },
  COUNT: { min: 1, max: MANY, yields: 'number', wording: '已填个数' },
  COUNTIFS: { min: 2, max: MANY, yields: 'number', wording: '符合条件的个数' },
  SUMIFS: { min: 3, max: MANY, yields: 'number', wording: '符合条件的合计' },
  COUNTROWS: { min: 1, max: MANY, yields: 'number', wording: '行数' },
  UNIQUE: { min: 1, max: MANY, yields: 'boolean', wording: '互不重复' },
  COUNTBLANK: { min: 1, max: MANY, yields: 'number', wording: '未填个数' },
  ABS: { min: 1, max: 1, yields: 'number', wording: '绝对值' },
  ROUND: { min: 2, max: 2, yields: 'number', wording: '四舍五入' },
  DAYS: { min: 2, max: 2, yields: 'number', wording: '相隔天数' },
  IF: { min: 2, max: 3, yields: 'any', wording: '如果' },
  AND: { min: 1, max: MANY, yields: 'boolean', wording: '并且' },
  OR: { min: 1, max: MANY, yields: 'boolean', wording: '或者' },
  NOT: { min: 1, max: 1, yields: 'boolean', wording: '不是' },
  ISBLANK: { min: 1, max: 1, yields: 'boolean', wording: '未填' },
  BETWEEN: { min: 3, max: 3, yields: 'boolean', wording: '介于' },
  STARTS: { min: 2, max: 2, yields: 'boolean', wording: '开头是' },
  IN: { min: 2, max: MANY, yields: 'boolean', wording: '属于' },
  LEFT: { min: 2, max: 2, yields: 'text', wording: '前几位' },
  MID: { min: 3, max: 3, yields: 'text', wording: '中间几位' },
  LEN: { min: 1, max: 1, yields: 'number', wording: '位数' },
  CONTAINS: { min: 2, max: 2, yields: 'boolean', wording: '含有' },
  MOD: { min: 2, max: 2, yields: 'number', wording: '余数' },
  YEARS: { min: 2, max: 2, yields: 'number', wording: '满几年' },
  MONTHS: { min: 2, max: 2, yields: 'number', wording: '满几个月' },
  IDCARD_OK: { min: 1, max: 1, yields: 'boolean', wording: '身份证号正确' },
  IDCARD_BIRTH: { min: 1, max: 1, yields: 'text', wording: '身份证号上的出生日期' },
  IDCARD_SEX: { min: 1, max: 1, yields: 'text', wording: '身份证号上的性别' },
  CREDIT_OK: { min: 1, max: 1, yields: 'boolean', wording: '统一社会信用代码正确' },
  PREV: { min: 1, max: 1, yields: 'any', wording: '上期' },
  LASTYEAR: { min: 1, max: 1, yields: 'any', wording: '上年同期' },
  MOM: { min: 1, max: 1, yields: 'number', wording: '环比增减率' },
  YOY: { min: 1, max: 1, yields: 'number', wording: '同比增减率' },
}

/** Functions whose argument is the value of one cell at another time. */
export const TIME_FUNCTIONS: Readonly<Record<string, 'previous' | 'lastYear'>> = {
  PREV: 'previous',
  MOM: 'previous',
  LASTYEAR: 'lastYear',
  YOY: 'lastYear',
}
