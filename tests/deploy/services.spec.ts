import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { ROOT } from '../../deploy/local/place.mjs'

const HOLD = 'console.log("up " + process.env.DATABASE_URL + " " + process.env.REDIS_URL); setInterval(() => {}, 1000)'
const ASK = 'console.log("up " + process.env.DATABASE_URL + " " + process.env.REDIS_URL)'

/** Runs a Node program inside the environment of a data directory and returns when it has printed its line. */
async function inside(dataDir: string, program: string): Promise<{ child: ChildProcess; line: string }> {
  const { OWNER_DATABASE_URL: _owner, DATABASE_URL: _database, REDIS_URL: _redis, ...env } = process.env
  const args = [join(ROOT, 'deploy/local/env.mjs'), '--test', '--data-dir', dataDir, '--', 'node', '-e', program]
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const line = await new Promise<string>((resolve, reject) => {
    let output = ''
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      output += text
      if (output.includes('\n')) resolve(output.trim())
    })
    child.once('exit', () => reject(new Error(`ended without a line: ${output}`)))
  })
  return { child, line }
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve()
    else child.once('exit', () => resolve())
  })
}

/** Servers whose command line names the data directory or its home; zombies have no command line. */
function serversOf(dataDir: string): string[] {
  const id = process.getuid?.() === 0 ? readFileSync(join(dataDir, 'id'), 'utf8') : dataDir
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => commandLine(pid))
    .filter((line) => line.includes(id) && /bin\/postgres|redis-server/.test(line))
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}

test.group('local services', (group) => {
  let dataDir = ''
  group.setup(() => {
    dataDir = mkdtempSync(join(process.env.DATA_DIR ?? '', 'services-'))
    return () => rmSync(dataDir, { recursive: true, force: true })
  })

  test('a supervisor killed with -9 leaves nothing that hinders the next, which gets the same data', async ({
    assert,
  }) => {
    const first = await inside(dataDir, HOLD)
    assert.lengthOf(serversOf(dataDir), 2)
    first.child.kill('SIGKILL')

    const begin = Date.now()
    const second = await inside(dataDir, HOLD)
    assert.isBelow(Date.now() - begin, 20_000)
    assert.lengthOf(serversOf(dataDir), 2)
    assert.equal(second.line, first.line)

    second.child.kill('SIGTERM')
    await ended(second.child)
    assert.lengthOf(serversOf(dataDir), 0)
  })

  test('a second command uses the servers that run and leaves them running', async ({ assert }) => {
    const first = await inside(dataDir, HOLD)
    const before = serversOf(dataDir)
    const second = await inside(dataDir, ASK)
    await ended(second.child)
    assert.equal(second.line, first.line)
    assert.deepEqual(serversOf(dataDir), before)

    first.child.kill('SIGTERM')
    await ended(first.child)
    assert.lengthOf(serversOf(dataDir), 0)
  })
})
