import { inflateRawSync } from 'node:zlib'
import { FileRefused } from './file_refused.js'

export interface ZipEntry {
  readonly name: string
  readonly method: number
  readonly compressed: number
  readonly size: number
  readonly headerAt: number
}

const END = 0x06054b50
const ENTRY = 0x02014b50
const MAX_COMMENT = 65_535
const MAX_ENTRIES = 3000
/** What all files of a workbook may take together once inflated, and how much a file may swell. */
const MAX_INFLATED = 80 * 2 ** 20
const MAX_SWELL = 250
const SWELL_FROM = 4 * 2 ** 20

/**
 * The central directory of a zip file, read before anything is inflated. Refuses what is no zip, is encrypted, or says itself that it
 * grows beyond bounds.
 */
export function readDirectory(file: Buffer): ZipEntry[] {
  const end = findEnd(file)
  if (end < 0) throw new FileRefused('E_IMPORT_NOT_XLSX')
  const count = file.readUInt16LE(end + 10)
  let at = file.readUInt32LE(end + 16)
  if (count > MAX_ENTRIES || count === 0xffff) throw new FileRefused('E_IMPORT_ZIP_BOMB')
  const entries: ZipEntry[] = []
  for (let index = 0; index < count; index++) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== ENTRY) throw new FileRefused('E_IMPORT_UNREADABLE')
    if ((file.readUInt16LE(at + 8) & 1) === 1) throw new FileRefused('E_IMPORT_ENCRYPTED')
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => file.readUInt16LE(at + offset))
    entries.push({
      name: file.toString('utf8', at + 46, at + 46 + (nameLength ?? 0)),
      method: file.readUInt16LE(at + 10),
      compressed: file.readUInt32LE(at + 20),
      size: file.readUInt32LE(at + 24),
      headerAt: file.readUInt32LE(at + 42),
    })
    at += 46 + (nameLength ?? 0) + (extraLength ?? 0) + (commentLength ?? 0)
  }
  refuseBombs(entries)
  return entries
}

function findEnd(file: Buffer): number {
  for (let at = file.length - 22; at >= Math.max(0, file.length - 22 - MAX_COMMENT); at--) {
    if (file.readUInt32LE(at) === END) return at
  }
  return -1
}

function refuseBombs(entries: readonly ZipEntry[]): void {
  const total = entries.reduce((sum, { size }) => sum + size, 0)
  const swollen = entries.some(({ size, compressed }) => size > SWELL_FROM && size > compressed * MAX_SWELL)
  if (total > MAX_INFLATED || swollen) throw new FileRefused('E_IMPORT_ZIP_BOMB')
}

/** One file of the archive, never longer than the directory said: a directory may lie. */
export function inflateEntry(file: Buffer, entry: ZipEntry): Buffer {
  const at = entry.headerAt
  if (at + 30 > file.length) throw new FileRefused('E_IMPORT_UNREADABLE')
  const begin = at + 30 + file.readUInt16LE(at + 26) + file.readUInt16LE(at + 28)
  const data = file.subarray(begin, begin + entry.compressed)
  if (entry.method === 0) return data
  if (entry.method !== 8) throw new FileRefused('E_IMPORT_UNREADABLE')
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(1, entry.size) })
  } catch (error) {
    const lied = (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE'
    throw lied ? new FileRefused('E_IMPORT_ZIP_BOMB') : new FileRefused('E_IMPORT_UNREADABLE')
  }
}
