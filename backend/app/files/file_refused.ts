/** Why a file is not read; the codes of `errors.ts`, which the thread that reads it may not import. */
export type FileRefusal =
  | 'E_IMPORT_EMPTY'
  | 'E_IMPORT_NOT_XLSX'
  | 'E_IMPORT_OLD_FORMAT'
  | 'E_IMPORT_ENCRYPTED'
  | 'E_IMPORT_MACROS'
  | 'E_IMPORT_NESTED_TABLES'
  | 'E_IMPORT_EXTERNAL_LINKS'
  | 'E_IMPORT_ZIP_BOMB'
  | 'E_IMPORT_TOO_LARGE'
  | 'E_IMPORT_TOO_SLOW'
  | 'E_IMPORT_TOO_WIDE'
  | 'E_IMPORT_TABLE_TOO_LONG'
  | 'E_IMPORT_TABLE_NOT_XLSX'
  | 'E_IMPORT_NO_ROWS'
  | 'E_IMPORT_UNREADABLE'

export class FileRefused extends Error {
  constructor(
    readonly code: FileRefusal,
    /** What the sentence names, such as the number of rows. */
    readonly figure = 0,
  ) {
    super(code)
  }
}
