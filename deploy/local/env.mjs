/**
 * `node deploy/local/env.mjs [--data-dir <dir>] [--test] -- <command…>`: a command with PostgreSQL, Redis and their
 * addresses at hand. `--test`: disposable data in `.data/test`, with ADMIN_DATABASE_URL for cloning databases.
 */
import { parseArgs } from 'node:util'
import { runInside } from './inside.mjs'
import { explainAndExit, Trouble } from './trouble.mjs'

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { 'data-dir': { type: 'string' }, test: { type: 'boolean', default: false } },
  })
  if (positionals.length === 0) throw new Trouble('用法：node deploy/local/env.mjs [--data-dir 目录] [--test] -- 命令…')
  const dataDir = values['data-dir'] ?? (values.test ? (process.env.TEST_DATA_DIR ?? '.data/test') : undefined)
  process.exitCode = await runInside({ dataDir, disposable: values.test }, positionals)
} catch (error) {
  explainAndExit(error)
}
