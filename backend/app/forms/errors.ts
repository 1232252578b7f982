import { refusals } from '#platform'

export const E = refusals({
  E_FORM_EXISTS: [409, (code: string) => `表样编码 ${code} 已存在，请换一个编码，或打开已有表样起草新版本。`],
  E_FORM_HAS_DRAFT: [409, '该表样已有一份草稿，请继续编辑那份草稿。'],
  E_FORM_VERSION_NOT_FOUND: [404, '没有找到该表样版本。'],
  E_FORM_DRAFT_STALE: [409, (by: string) => `草稿已被${by}修改并保存，请刷新后在最新内容上继续。`],
  E_FORM_VERSION_NOT_DRAFT: [409, '已发布的版本不能修改，请起草新版本。'],
  E_FORM_CODE_MISMATCH: [422, '表样编码不能更改。'],
})
