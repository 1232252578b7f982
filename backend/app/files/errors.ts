import { refusals } from '#platform'

/** Why an uploaded file cannot be read; each says what to do. */
export const E = refusals({
  E_IMPORT_EMPTY: [422, '没有收到文件，请重新选择文件上传。'],
  E_IMPORT_TOO_BIG: [422, (megabytes: number) => `文件超过 ${megabytes} MB，请删去图片和多余的工作表后再上传。`],
  E_IMPORT_NOT_XLSX: [
    422,
    '这不是 xlsx 或 docx 文件（可能只是改了扩展名），请在 Excel 或 WPS 中打开并另存为 .xlsx 后再上传。',
  ],
  E_IMPORT_OLD_FORMAT: [422, '旧格式（.xls、.et、.doc、.wps）不能直接读取，请另存为 .xlsx 或 .docx 后再上传。'],
  E_IMPORT_NESTED_TABLES: [
    422,
    '表格的格子里还有表格，认不出哪些是填报格。请拆成并列的表格，或复制到 Excel 中另存为 .xlsx 后再上传。',
  ],
  E_IMPORT_ENCRYPTED: [422, '文件设有打开密码，请去掉密码后再上传。'],
  E_IMPORT_MACROS: [422, '文件含有宏，出于安全不予读取，请另存为不含宏的 .xlsx 后再上传。'],
  E_IMPORT_EXTERNAL_LINKS: [422, '文件引用了其他文件或数据连接，请在“数据—编辑链接”中断开后再上传。'],
  E_IMPORT_ZIP_BOMB: [422, '文件解压后过大，不予读取。请只保留表样所在的工作表后再上传。'],
  E_IMPORT_TOO_LARGE: [
    422,
    (rows: number) => `工作表有 ${rows} 行，超过了表样的上限 2000 行。请删除表格下方的空行后再上传。`,
  ],
  E_IMPORT_TOO_WIDE: [422, '工作表超过 256 列，请删除表格右侧的空列后再上传。'],
  E_IMPORT_TABLE_TOO_LONG: [
    422,
    (rows: number) => `工作表有 ${rows} 行，一次最多导入 20000 行。请删去多余的行，或分成几个文件导入。`,
  ],
  E_IMPORT_TABLE_NOT_XLSX: [422, '这里只能导入 xlsx 表格，请在 Excel 或 WPS 中打开并另存为 .xlsx 后再上传。'],
  E_IMPORT_NO_ROWS: [422, '文件中没有可以导入的数据。第一行应为列名，下面每行一条。'],
  E_IMPORT_UNREADABLE: [422, '文件已损坏或不是规范的 xlsx，请在 Excel 或 WPS 中打开并另存为 .xlsx 后再上传。'],
  E_IMPORT_TOO_SLOW: [422, '文件过于复杂，未能在限定时间内读完。请只保留表样所在的工作表后再上传。'],
})
