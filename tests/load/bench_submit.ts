/**
 * Save and submit at 1, 50 and 500 at once against a real platform of its own: `npm run bench -- --only submit
 * [--institutions=36000]`. Generator, web process and database share the machine; the generator's own share is printed.
 */
import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import { openWorld, sharedPlatform } from '../support/world.js'
import { type Desk, draftEverything, INPUT_KEYS, openBench } from './bench_world.js'
import { cpuUse } from './cpu.js'
import { type LoadOptions, type Request, runLoad } from './load.js'

const { values: options } = parseArgs({
  options: { institutions: { type: 'string' } },
})
const SECONDS = 10
const MONTHS = ['2026-10', '2026-09', '2026-08', '2026-07', '2026-06', '2026-05']
const AT_ONCE = [1, 50, 500]
/** Revision of each report as the replies have told. */
const revisions = new Map<Desk, number>()

const seed = options.institutions ? ['--bare', `--institutions=${options.institutions}`] : ['--bare']
const close = await openWorld({ seed })
try {
  const platform = sharedPlatform()
  const desks = await openBench(platform, MONTHS)
  await draftEverything(platform)
  console.log(`${desks.length} reports of a 40-indicator form, ${desks.length / MONTHS.length} institutions`)
  const load = { baseUrl: platform.baseUrl, seconds: SECONDS }
  // The last 500 reports are saved again and again; of the others each is submitted once, a third for each load.
  const saved = desks.splice(-Math.max(...AT_ONCE))
  for (const atOnce of AT_ONCE) await measure('save', { ...load, atOnce }, saves(saved.slice(0, atOnce)))
  const share = Math.floor(desks.length / AT_ONCE.length)
  for (const atOnce of AT_ONCE) await measure('submit', { ...load, atOnce }, submits(desks.splice(-share)))
} finally {
  await close()
}

/** Each worker keeps changing all cells of its own report, as an autosave of a whole pasted block does. */
function saves(desks: readonly Desk[]): (worker: number) => Request | null {
  return (worker) => {
    const desk = desks[worker]
    if (!desk) return null
    const baseRevision = (revisions.get(desk) ?? 0) + 1
    revisions.set(desk, baseRevision)
    const values = Object.fromEntries(INPUT_KEYS.map((key, at) => [key, String(baseRevision * 100 + at)]))
    const body = { operationId: randomUUID(), baseRevision, values }
    return { path: `/submissions/${desk.obligationId}/save`, cookie: desk.cookie, body }
  }
}

function submits(desks: Desk[]): () => Request | null {
  return () => {
    const desk = desks.pop()
    if (!desk) return null
    const body = { operationId: randomUUID(), baseRevision: 1 }
    return { path: `/submissions/${desk.obligationId}/submit`, cookie: desk.cookie, body }
  }
}

async function measure(act: string, load: LoadOptions, next: (worker: number) => Request | null): Promise<void> {
  const before = await cpuUse(sharedPlatform())
  const { done, perSecond, p50, p95, errors, generatorCpu, firstError } = await runLoad(load, next)
  const after = await cpuUse(sharedPlatform())
  const each = (used: number) => `${(used / done).toFixed(2)} ms`
  const figures = [
    `${act.padEnd(6)} ${String(load.atOnce).padStart(3)} at once`,
    `${perSecond.toFixed(0).padStart(5)}/s`,
    `p50 ${p50.toFixed(0).padStart(4)} ms`,
    `p95 ${p95.toFixed(0).padStart(4)} ms`,
    `${done} requests, ${errors} errors`,
    `processor time each: web ${each(after.web - before.web)}, database ${each(after.database - before.database)}`,
    `generator ${each(generatorCpu)}`,
  ]
  console.log(figures.join('   ') + (firstError ? `\n  first error: ${firstError}` : ''))
}
