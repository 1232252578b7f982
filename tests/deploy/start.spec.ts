import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { ROOT } from '../../deploy/local/place.mjs'
import { freePort, isFree } from '../../deploy/local/processes.mjs'
import { createDatabase, type TestDatabase } from '../support/databases.js'

interface Started {
  readonly child: ChildProcess
  /** What it has printed when it serves, or when it has ended. */
  readonly output: Promise<string>
}

/** Runs start.mjs on a filled database. */
function start(env: NodeJS.ProcessEnv): Started {
  const child = spawn(process.execPath, [join(ROOT, 'deploy/local/start.mjs')], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = new Promise<string>((resolve) => {
    let text = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk
        if (text.includes('按 Ctrl-C 停止')) resolve(text)
      })
    }
    child.once('close', () => resolve(text))
  })
  return { child, output }
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve(child.exitCode)
    else child.once('exit', resolve)
  })
}

test.group('npm start', (group) => {
  let database: TestDatabase
  let env: NodeJS.ProcessEnv = {}
  let port = 0

  group.setup(async () => {
    database = await createDatabase({ seed: ['--bare'], clock: '2026-11-23T09:00:00+08:00' })
    port = await freePort()
    const { OWNER_DATABASE_URL: _owner, ADMIN_DATABASE_URL: _admin, npm_lifecycle_event: _npm, ...rest } = process.env
    env = {
      ...rest,
      DATABASE_URL: database.ownerUrl,
      DATABASE_RUNTIME_URL: database.runtimeUrl,
      DATA_DIR: mkdtempSync(join(process.env.DATA_DIR ?? '', 'start-')),
      PORT: String(port),
    }
    return async () => {
      await database.drop()
      rmSync(env.DATA_DIR ?? '', { recursive: true, force: true })
    }
  })

  test('serves the platform, says so to a second one, and stops what it started', async ({ assert, cleanup }) => {
    const first = start(env)
    cleanup(() => void first.child.kill('SIGKILL'))
    assert.include(await first.output, `http://localhost:${port}`)
    const health = await fetch(`http://localhost:${port}/health/ready`)
    assert.equal(health.status, 200)

    const second = start(env)
    assert.include(await second.output, '已在运行')
    assert.equal(await exitOf(second.child), 0)

    first.child.kill('SIGTERM')
    assert.equal(await exitOf(first.child), 0)
    assert.isTrue(await isFree(port))
  })

  test('killed with -9, the next serves on the same port', async ({ assert, cleanup }) => {
    const first = start(env)
    cleanup(() => void first.child.kill('SIGKILL'))
    assert.include(await first.output, '已启动')
    first.child.kill('SIGKILL')
    await exitOf(first.child)

    const second = start(env)
    cleanup(() => void second.child.kill('SIGKILL'))
    assert.include(await second.output, '已有数据')
    const health = await fetch(`http://localhost:${port}/health/ready`)
    assert.equal(health.status, 200)
    second.child.kill('SIGINT')
    assert.equal(await exitOf(second.child), 0)
  })
})
