import { refusals } from '#platform'

/** Why a file that can be read is no form, or cannot become one; each says what to do. */
export const E = refusals({
  E_IMPORT_NO_TABLE: [422, '没有在文件中找到表格。表样应有表头行，下面是项目和填报栏。'],
  E_IMPORT_NOT_FOUND: [404, '没有找到这次识别的结果，可能已过期。请重新上传文件。'],
  E_IMPORT_NO_SUCH_SHEET: [422, (sheet: string) => `文件中没有认出工作表“${sheet}”，请刷新后再导入。`],
  E_IMPORT_NO_SUCH_PLACE: [422, (place: string) => `识别结果中没有 ${place}，请刷新后再导入。`],
  E_IMPORT_NO_SUCH_INDICATOR: [
    422,
    (address: string, code: string) => `${address} 选的指标 ${code} 不在指标库中，请另选一个。`,
  ],
})
