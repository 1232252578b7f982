import { Refusal, refusals } from '#platform'

export const E = refusals({
  E_FORM_EXISTS: [409, (code: string) => `表样编码 ${code} 已存在，请换一个编码，或打开已有表样起草新版本。`],
  E_FORM_NOT_FOUND: [404, '没有找到该表样。'],
  E_FORM_STATE: [409, '表样的状态已经改变，请刷新后再看。'],
  E_FORM_RETIRED: [409, '该表样已经停用，不能再起草、发布或开启报送任务；需要时请先恢复使用。'],
  E_FORM_HAS_DRAFT: [409, '该表样已有一份草稿，请继续编辑那份草稿。'],
  E_FORM_VERSION_NOT_FOUND: [404, '没有找到该表样版本。'],
  E_FORM_VERSION_STATE: [409, '该版本的状态已经改变，请刷新后再看。'],
  E_FORM_VERSION_RETIRED: [422, '该版本已经停用，请选择仍在使用的版本。'],
  E_FORM_VERSION_NOT_EFFECTIVE: [
    422,
    (effective: string, period: string) =>
      `该版本的生效期间为${effective}，不含${period}，请选择另一版本，或修改生效期间。`,
  ],
  E_FORM_EFFECTIVE_ORDER: [422, '生效期间的止月不能早于起月。'],
  E_FORM_HISTORY_NOT_FOUND: [404, '没有找到该历史记录，可能已超过保存的条数。'],
  E_FORM_VERSION_NOT_DRAFT: [409, '已发布的版本不能修改，请起草新版本。'],
  E_FORM_CODE_MISMATCH: [422, '表样编码不能更改。'],
})

/** 409 E_FORM_DRAFT_STALE: somebody else was faster; the page looks at what they saved before anything is overwritten. */
export function staleDraftRefusal(by: string, revision: number): Refusal {
  const message = `草稿已被${by}修改并保存，请先查看差异，再决定保留哪一份。`
  return new Refusal('E_FORM_DRAFT_STALE', 409, { message, extra: { revision } })
}
