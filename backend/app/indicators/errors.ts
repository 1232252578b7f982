import { refusals } from '#platform'

export const E = refusals({
  E_INDICATOR_EXISTS: [
    409,
    (code: string) => `指标编码 ${code} 已被使用（不区分大小写）。编码不能重复使用，请换一个。`,
  ],
  E_INDICATOR_NOT_FOUND: [404, '没有找到该指标。'],
  E_INDICATOR_STALE: [409, (by: string) => `该指标刚被${by}修改，请刷新后在最新内容上修改。`],
  E_CODE_LIST_NOT_FOUND: [404, '没有找到该代码表。'],
  E_CODE_LIST_EXISTS: [409, (code: string) => `代码表编码 ${code} 已被使用，请换一个。`],
  E_CODE_LIST_VERSION_NOT_FOUND: [404, '没有找到该代码表版本，可能草稿已被删除。'],
  E_CODE_LIST_HAS_DRAFT: [409, '该代码表已有一份草稿，请继续编辑那份草稿。'],
  E_CODE_LIST_NOT_DRAFT: [409, '已发布的版本不能修改，请起草新版本。'],
  E_CODE_LIST_STALE: [409, (by: string) => `草稿已被${by}修改并保存，请刷新后在最新内容上继续。`],
  E_CODE_LIST_EMPTY: [422, '代码表还没有代码，请先填写再发布。'],
  E_CODE_LIST_EFFECTIVE: [422, (day: string) => `生效日期不能早于前一版的生效日期 ${day}。`],
  E_DICTIONARY_IMPORT_NOT_FOUND: [404, '没有找到这次导入，可能已过保存期，请重新选择文件。'],
  E_DICTIONARY_IMPORT_STALE: [409, '检查之后库里又有了修改，结果已不准确，没有导入任何内容。请重新选择文件检查。'],
  E_DICTIONARY_IMPORT_HINDERED: [409, (why: string) => why],
})
