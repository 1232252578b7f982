import { spawn } from 'node:child_process'
import { access, constants, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { FileRefused } from './file_refused.js'

const NAMES = ['soffice', 'libreoffice']
const USUAL = ['/usr/bin', '/usr/local/bin', '/opt/libreoffice/program']
const DEADLINE_MS = 30_000
/** Name of the stream that a compound file of Word has. */
const WORD = Buffer.from('WordDocument', 'utf16le')

export interface ConvertOptions {
  /** Folders that LibreOffice may be in, as in PATH. */
  readonly path?: string
  readonly deadlineMs?: number
}

/**
 * Turns .xls and .et into .xlsx, .doc and .wps into .docx, where LibreOffice is installed; refuses with E_IMPORT_OLD_FORMAT elsewhere
 * and when it cannot read the file or takes too long.
 */
export async function convertOldFormat(file: Buffer, options: ConvertOptions = {}): Promise<Buffer> {
  const program = await findProgram(options.path ?? [process.env.PATH, ...USUAL].join(delimiter))
  if (program === null) throw new FileRefused('E_IMPORT_OLD_FORMAT')
  const folder = await mkdtemp(join(tmpdir(), 'weitong-import-'))
  const [from, to] = file.includes(WORD) ? ['doc', 'docx'] : ['xls', 'xlsx']
  try {
    const source = join(folder, `form.${from}`)
    await writeFile(source, file)
    // A profile of its own: no macros, no locks of another run.
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
    await run(
      [program, profile, '--headless', '--convert-to', to, '--outdir', folder, source],
      options.deadlineMs ?? DEADLINE_MS,
    )
    return await readFile(join(folder, `form.${to}`))
  } catch {
    throw new FileRefused('E_IMPORT_OLD_FORMAT')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function findProgram(path: string): Promise<string | null> {
  for (const folder of path.split(delimiter)) {
    for (const name of NAMES) {
      const place = join(folder, name)
      const isThere =
        folder !== '' &&
        (await access(place, constants.X_OK).then(
          () => true,
          () => false,
        ))
      if (isThere) return place
    }
  }
  return null
}

/** Ends the program and whatever it has started when its time is up. */
function run([program = '', ...args]: readonly string[], deadlineMs: number): Promise<void> {
  const child = spawn(program, args, { stdio: 'ignore', detached: true })
  return new Promise((resolve, reject) => {
    const deadline = setTimeout(() => void (child.pid && process.kill(-child.pid, 'SIGKILL')), deadlineMs)
    child.on('error', reject)
    child.on('close', (code) => {
      clearTimeout(deadline)
      if (code === 0) resolve()
      else reject(new Error(`${program} ended with ${code}`))
    })
  })
}
