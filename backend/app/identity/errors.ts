import { refusals } from '#platform'

export const E = refusals({
  E_NOT_SIGNED_IN: [401, '登录已失效，请重新登录。'],
  E_SIGN_IN_FAILED: [401, '账号或密码不正确。'],
  E_ACCOUNT_DISABLED: [403, '该账号已停用，请联系上级管理员。'],
  E_ACCOUNT_LOCKED: [423, (minutes: number) => `登录失败次数过多，账号已登录锁定，请 ${minutes} 分钟后再试。`],
  E_FORBIDDEN: [403, '您没有此项权限，如确需办理请联系上级管理员。'],
  E_MISSING_HEADER: [403, '请求来源不明，已拒绝。请从本系统页面操作。'],
  E_NOT_FOUND: [404, '没有找到所请求的内容，可能已被移走或您无权查看。'],
})
