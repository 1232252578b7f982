import { execFile } from 'node:child_process'
import { NODE } from '../../deploy/local/environment.mjs'
import { ROOT } from '../../deploy/local/place.mjs'
import { TYPESCRIPT } from '../../deploy/local/platform.mjs'
import type { TestDatabase } from './databases.js'
import { CLOCK } from './world.js'

/** `node ace …` on a database, at the tests' own time; never rejects. */
export function ace(database: TestDatabase, ...args: readonly string[]): Promise<{ code: number; output: string }> {
  const urls = { DATABASE_URL: database.runtimeUrl, OWNER_DATABASE_URL: database.ownerUrl }
  const env = { ...process.env, ...urls, WEITONG_CLOCK: CLOCK }
  return new Promise((resolve) => {
    execFile(NODE, [...TYPESCRIPT, 'backend/bin/console.ts', ...args], { cwd: ROOT, env }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, output: stdout + stderr })
    })
  })
}
