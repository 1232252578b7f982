/**
 * Runs the specs of a folder: `node --import=@poppinss/ts-exec tests/support/run_specs.ts <folder>…`.
 * TEST_FILTER keeps the files whose path contains it; TEST_TIMEOUT is the limit of one test in milliseconds. A folder may
 * have a `setup.ts` whose default export runs before the first spec and returns what to do after the last.
 */
import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { assert } from '@japa/assert'
import { configure, run } from '@japa/runner'
import { spec } from '@japa/runner/reporters'
import { summaryFile } from './summary_reporter.js'

type Setup = () => Promise<() => Promise<void>>

const folders = process.argv.slice(2)
const filter = process.env.TEST_FILTER ?? ''

const specs = folders
  .filter((folder) => existsSync(folder))
  .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)))
  .filter((path) => path.endsWith('.spec.ts') && !path.includes('node_modules') && path.includes(filter))
  .sort()

const setups = folders.map((folder) => join(folder, 'setup.ts')).filter((path) => specs.length > 0 && existsSync(path))

configure({
  files: () => specs.map((path) => pathToFileURL(resolve(path))),
  plugins: [assert()],
  timeout: Number(process.env.TEST_TIMEOUT ?? 10_000),
  reporters: { activated: ['spec', 'summary-file'], list: [spec(), summaryFile()] },
  setup: setups.map((path) => async () => {
    const module = (await import(pathToFileURL(resolve(path)).href)) as { default: Setup }
    return module.default()
  }),
  forceExit: true,
})
await run()
