import { type FileRefusal, FileRefused } from './file_refused.js'
import { isHtml } from './read_html.js'
import { inflateEntry, readDirectory, type ZipEntry } from './zip_directory.js'

const OLD = Buffer.from([0xd0, 0xcf, 0x11, 0xe0])
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le')

/** Old formats of Excel and WPS (and encrypted xlsx) are compound files. */
export const isOldFormat = (file: Buffer): boolean => file.subarray(0, 4).equals(OLD) && !isEncrypted(file)
const isEncrypted = (file: Buffer): boolean => file.subarray(0, 4).equals(OLD) && file.includes(ENCRYPTED)

/** What can be read: a workbook, a Word document, tables as HTML. */
export type FileKind = 'xlsx' | 'docx' | 'html'

/** Rows a sheet may write down, most of them empty, and what is said when there are more. */
interface RowLimit {
  readonly written: number
  readonly refusal: FileRefusal
}

/** A table of 2,000 rows with room to spare. */
const FORM: RowLimit = { written: 20_000, refusal: 'E_IMPORT_TOO_LARGE' }

/** Says what a file is by its content, not its name; refuses everything that is not plain, before anything opens it. */
export function checkPackage(file: Buffer, limit: RowLimit = FORM): FileKind {
  if (file.length === 0) throw new FileRefused('E_IMPORT_EMPTY')
  if (isEncrypted(file)) throw new FileRefused('E_IMPORT_ENCRYPTED')
  if (isOldFormat(file)) throw new FileRefused('E_IMPORT_OLD_FORMAT')
  if (isHtml(file)) return 'html'
  if (file.subarray(0, 2).toString('latin1') !== 'PK') throw new FileRefused('E_IMPORT_NOT_XLSX')
  const entries = readDirectory(file)
  const names = entries.map(({ name }) => name.toLowerCase())
  if (names.some((name) => name.endsWith('vbaproject.bin') || name.startsWith('xl/macrosheets/')))
    throw new FileRefused('E_IMPORT_MACROS')
  const types = entries.find(({ name }) => name === '[Content_Types].xml')
  const kind = names.includes('xl/workbook.xml') ? 'xlsx' : names.includes('word/document.xml') ? 'docx' : null
  if (!types || !kind) throw new FileRefused('E_IMPORT_NOT_XLSX')
  if (/macroEnabled/i.test(inflateEntry(file, types).toString('utf8'))) throw new FileRefused('E_IMPORT_MACROS')
  if (names.some((name) => name.startsWith('xl/externallinks/') || name === 'xl/connections.xml'))
    throw new FileRefused('E_IMPORT_EXTERNAL_LINKS')
  for (const entry of entries) checkEntry(file, entry, limit)
  return kind
}

function checkEntry(file: Buffer, entry: ZipEntry, { written, refusal }: RowLimit): void {
  const data = inflateEntry(file, entry)
  if (!/^xl\/worksheets\/[^/]+\.xml$/i.test(entry.name)) return
  let rows = 0
  for (let at = data.indexOf('<row'); at >= 0; at = data.indexOf('<row', at + 4)) rows += 1
  if (rows > written) throw new FileRefused(refusal, rows)
}
