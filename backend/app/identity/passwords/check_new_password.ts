import { Refusal } from '#platform'
import { POLICY } from '../policy/current_policy.js'
import { isCommon } from './common_passwords.js'

const KINDS = [/[A-Z]/, /[a-z]/, /\d/, /[^A-Za-z\d]/]

/** What is wrong with a new password by the policy in force, as Chinese sentences; empty when it will do. History is asked apart. */
export function passwordProblems(password: string, login: string): string[] {
  const { minLength, kinds, localWords } = POLICY.password
  const problems: string[] = []
  if ([...password].length < minLength) problems.push(`至少 ${minLength} 个字符。`)
  if (KINDS.filter((kind) => kind.test(password)).length < kinds) {
    problems.push(`大写字母、小写字母、数字、符号中至少要有 ${kinds} 种。`)
  }
  if (isCommon(password, { own: [login], local: localWords })) {
    problems.push('过于常见或容易猜到（常用词、键盘顺序、日期、电话、账号名等），请换一个。')
  }
  return problems
}

/** Refuses with E_PASSWORD_WEAK, a place for each problem. */
export function checkNewPassword(password: string, login: string): void {
  const problems = passwordProblems(password, login)
  if (problems.length === 0) return
  throw weak(problems)
}

export function weak(problems: readonly string[]): Refusal {
  return new Refusal('E_PASSWORD_WEAK', 422, {
    message: `新密码不符合要求：${problems.join('')}`,
    errors: problems.map((message) => ({ code: 'E_PASSWORD_WEAK', message, where: 'next' })),
  })
}
