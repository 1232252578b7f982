/**
 * `npm run bench [-- --only engine,submit,analysis,page,import] [--institutions=36000]`: sets everything up as the tests do and runs the
 * benchmarks on disposable data of their own, which are as durable as a province's: commits wait for the disk.
 */
import { NODE } from './environment.mjs'
import { runHere } from './inside.mjs'
import { openPlace } from './place.mjs'
import { TYPESCRIPT } from './platform.mjs'
import { prepare } from './prepare.mjs'
import { explainAndExit } from './trouble.mjs'

try {
  const place = await openPlace({
    dataDir: process.env.BENCH_DATA_DIR ?? '.data/bench',
    disposable: true,
    durable: true,
  })
  const { env, close } = await prepare(place, new Set(['services', 'build', 'browsers']))
  try {
    const command = [NODE, ...TYPESCRIPT, 'tests/load/bench.ts', ...process.argv.slice(2)]
    process.exitCode = await runHere(command, env)
  } finally {
    await close()
  }
} catch (error) {
  explainAndExit(error)
}
