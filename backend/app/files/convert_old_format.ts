import { execFile } from 'node:child_process'
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { E } from './errors.js'

const PLACES = [
  '/usr/bin/soffice',
  '/usr/bin/libreoffice',
  '/opt/libreoffice/program/soffice',
  '/usr/local/bin/soffice',
]
const DEADLINE_MS = 30_000

/** Turns .xls or .et into .xlsx where LibreOffice is installed; refuses with E_IMPORT_OLD_FORMAT elsewhere. */
export async function convertOldFormat(file: Buffer): Promise<Buffer> {
  const program = await findProgram()
  if (program === null) throw E.E_IMPORT_OLD_FORMAT()
  const folder = await mkdtemp(join(tmpdir(), 'weitong-import-'))
  try {
    const [source, target] = [join(folder, 'form.xls'), join(folder, 'form.xlsx')]
    await writeFile(source, file)
    // A profile of its own: no macros, no locks of another run.
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
    await promisify(execFile)(program, [profile, '--headless', '--convert-to', 'xlsx', '--outdir', folder, source], {
      timeout: DEADLINE_MS,
    })
    return await readFile(target)
  } catch {
    throw E.E_IMPORT_OLD_FORMAT()
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function findProgram(): Promise<string | null> {
  for (const place of PLACES) {
    const found = await access(place).then(
      () => true,
      () => false,
    )
    if (found) return place
  }
  return null
}
