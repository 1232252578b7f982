import { refusals } from '#platform'

/** Why a file that can be read is no form. */
export const E = refusals({
  E_IMPORT_NO_TABLE: [422, '没有在文件中找到表格。表样应有表头行，下面是项目和填报栏。'],
})
