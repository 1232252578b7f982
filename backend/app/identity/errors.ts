import { refusals } from '#platform'
import type { EndReason } from './sessions/end_sessions.js'

const ENDED: Readonly<Record<EndReason, string>> = {
  'signed-out': '您已退出登录。',
  limit: '您的账号已在别处登录，超过了允许同时使用的数量，本处已自动退出。若不是您本人操作，请立即修改密码。',
  person: '您在另一处退出了这里的登录。',
  password: '您的密码已修改，请用新密码重新登录。',
  administrator: '您的登录已被管理员结束，请重新登录；如有疑问请联系上级管理员。',
}

export const E = refusals({
  E_NOT_SIGNED_IN: [401, '登录已失效，请重新登录。'],
  E_SESSION_ENDED: [401, (reason: EndReason) => ENDED[reason]],
  E_SIGN_IN_FAILED: [401, '账号或密码不正确。'],
  E_ACCOUNT_DISABLED: [403, '该账号已停用，请联系上级管理员。'],
  E_TOO_MANY_GUESSES: [
    429,
    (minutes: number) => `登录失败次数过多，请 ${minutes} 分钟后再试；在平时使用的电脑上登录不受他人影响。`,
  ],
  E_TOO_MANY_CLIENTS: [
    409,
    (clients: number) => `该账号最多同时在 ${clients} 处登录，请先在另一处退出登录，或等其超时后再试。`,
  ],
  E_ACTIVATION_EXPIRED: [403, '激活码已过有效期，请向账号管理员重新领取。'],
  E_ACCOUNT_NOT_FOUND: [404, '没有找到该账号，可能不在您的管理范围内。'],
  E_ACCOUNT_IS_ADMINISTRATOR: [403, '系统、安全、审计管理员的账号不能由一个人停用或重置。'],
  E_ACCOUNT_STATUS: [409, (status: string) => `该账号已经是${status}状态。`],
  E_LOGIN_TAKEN: [409, (login: string) => `账号名“${login}”已被使用，请换一个。`],
  E_ORGANISATION_NOT_FOUND: [404, '没有找到该机构，可能不在您的管理范围内。'],
  E_ROLES_EXCLUDE: [409, '系统、安全、审计管理员互不兼任，也不能兼任业务岗位。请先收回对方现有的授权，或换一个人。'],
  E_OWN_RIGHTS: [403, '不能变更自己的权限，请由另一位安全管理员办理。'],
  E_GRANT_EXISTS: [409, '该账号已有这项授权。'],
  E_GRANT_NOT_FOUND: [404, '这项授权已被收回。'],
  E_LAST_HOLDER: [409, '这是该岗位的最后一位管理员，不能收回；请先授权给另一个人。'],
  E_SESSION_NOT_FOUND: [404, '这个登录已经结束。'],
  E_PASSWORD_WRONG: [422, '当前密码不正确。'],
  E_DUTY_SECOND_FACTOR: [403, '请先输入身份验证器上的验证码，完成登录。'],
  E_DUTY_ENROL: [403, '您的岗位要求使用身份验证器，请先完成绑定，再继续使用。'],
  E_CODE_WRONG: [422, '验证码不正确或已用过，请等身份验证器显示下一个验证码后再试。'],
  E_STEP_UP: [403, '这一步需要再次确认是您本人。'],
  E_DUTY_PASSWORD: [403, '请先修改密码，再继续使用。'],
  E_BUSY: [503, '同时登录的人数较多，请稍等片刻再试。'],
  E_FORBIDDEN: [403, '您没有此项权限，如确需办理请联系上级管理员。'],
  E_MISSING_HEADER: [403, '请求来源不明，已拒绝。请从本系统页面操作。'],
  E_NOT_FOUND: [404, '没有找到所请求的内容，可能已被移走或您无权查看。'],
})
