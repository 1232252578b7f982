/** Groups of acts for the filter: what the name of an act begins with. */
export const ACTS: Readonly<Record<string, string>> = {
  'session.': '登录与退出',
  'password.': '密码',
  'second_factor.': '身份验证器',
  'account.': '账号',
  'grant.': '授权',
  'submission.': '填报与审核',
  'collection.': '报送任务',
  form: '表样',
  'indicator.': '指标',
  'analysis.': '分析与导出',
  'job.': '后台任务',
  'audit.': '审计查询',
}

const WORDS: Readonly<Record<string, string>> = {
  'session.create': '登录',
  'session.refuse': '登录被拒',
  'session.delete': '退出登录',
  'session.end': '结束自己的一处登录',
  'session.end_others': '结束自己的其他登录',
  'session.second_factor': '验证码通过',
  'session.step_up': '再次确认身份',
  'password.change': '修改密码',
  'second_factor.confirm': '绑定身份验证器',
  'second_factor.refuse': '验证码被拒',
  'second_factor.reset': '解除身份验证器',
  'account.open': '开立账号',
  'account.disable': '停用账号',
  'account.enable': '启用账号',
  'account.reset': '重置密码',
  'account.kick': '结束他人登录',
  'grant.give': '授权',
  'grant.revoke': '收回授权',
  'audit.search': '查询审计',
  'submission.check': '审核报表',
  'submission.submit': '上报',
  'submission.withdraw': '撤回',
  'submission.pass': '审核通过',
  'submission.return': '退回',
  'submission.unlock': '解锁',
  'collection.open': '开启报送任务',
  'collection.close': '关闭报送任务',
  'collection.reopen': '重新开放报送任务',
  'form_version.publish': '发布表样',
  'analysis.export': '导出汇总',
  'demo.seed': '写入演示数据',
}

const SUBJECTS: Readonly<Record<string, string>> = {
  account: '账号',
  session: '登录',
  login: '账号名',
  submission: '报表',
  collection: '报送任务',
  form: '表样',
  form_version: '表样版本',
  indicator: '指标',
  job: '任务',
  audit: '审计记录',
  platform: '平台',
}

/** The act in Chinese; its name where there is no word for it yet. */
export function actInWords(action: string): string {
  return WORDS[action] ?? action
}

export function subjectInWords(type: string, id: string): string {
  return `${SUBJECTS[type] ?? type} ${id}`
}
