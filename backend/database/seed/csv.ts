import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../data/', import.meta.url))

export const dataFile = (name: string): string => `${folder}${name}`

/** Rows of a CSV file of `database/data` (RFC 4180 quoting, one record a line), by the names in its first line. */
export function readCsv(name: string): Record<string, string>[] {
  const [head = [], ...records] = readFileSync(dataFile(name), 'utf8').trimEnd().split(/\r?\n/).map(fields)
  return records.map((record) => Object.fromEntries(head.map((column, at) => [column, record[at] ?? ''])))
}

function fields(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'),
  )
}
