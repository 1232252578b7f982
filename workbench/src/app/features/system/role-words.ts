import type { Role } from '../../api/contract.js'

export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  designer: '报表设计员',
  filler: '填报员',
  reviewer: '审核员',
  analyst: '分析员',
  'system-admin': '系统管理员',
  'security-admin': '安全管理员',
  'audit-admin': '审计管理员',
}

export function rolesInWords(roles: readonly Role[]): string {
  return roles.map((role) => ROLE_WORDS[role]).join('、')
}
