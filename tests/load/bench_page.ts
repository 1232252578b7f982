/**
 * The filling page in a cold browser: from navigation to the first keystroke shown, on 卫健统1-9 and on 卫健统1-1 (366 indicators),
 * and how much JavaScript that took, gzipped: `npm run bench -- --only page`.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { type Browser, chromium } from 'playwright-core'
import { openCollection } from '../support/forms.js'
import { signIn } from '../support/http_client.js'
import { actor, CLOCK, openWorld, PASSWORD, sharedPlatform } from '../support/world.js'

const DIST = fileURLToPath(new URL('../../workbench/dist/browser/', import.meta.url))
const RUNS = 5
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking']

const close = await openWorld({ seed: [`--as-of=${CLOCK.slice(0, 10)}`] })
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS })
try {
  await openYearly()
  for (const form of ['WJT-1-9', 'WJT-1-1']) await benchForm(browser, form)
} finally {
  await browser.close()
  await close()
}

/** 卫健统1-1 of last year is opened here: the demo data leave it to whoever tries it. */
async function openYearly(): Promise<void> {
  const designer = await actor('sheng-sheji')
  const forms =
    await designer.get<readonly { code: string; versions: readonly { id: string; state: string }[] }[]>('/forms')
  const version = forms.body.find(({ code }) => code === 'WJT-1-1')?.versions.find(({ state }) => state === 'published')
  if (!version) throw new Error('the demo data have no published 卫健统1-1')
  await openCollection(designer, { versionId: version.id } as never, { period: '2025', due: '2026-12-31' })
}

async function benchForm(from: Browser, formCode: string): Promise<void> {
  const { baseUrl } = sharedPlatform()
  const filler = await signIn(baseUrl, 'daye-rmyy', PASSWORD)
  const tasks = await filler.get<readonly { obligationId: string; formCode: string; state: string }[]>('/tasks')
  const task = tasks.body.find((each) => each.formCode === formCode && ['empty', 'draft'].includes(each.state))
  if (!task) throw new Error(`no report to fill of ${formCode} for daye-rmyy`)
  const times: number[] = []
  let scripts: string[] = []
  for (let run = 0; run < RUNS; run++) {
    const opened = await openCold(from, { baseUrl, path: `/fill/${task.obligationId}` })
    times.push(opened.ms)
    scripts = opened.scripts
  }
  times.sort((a, b) => a - b)
  const bytes = scripts.reduce((sum, name) => sum + gzipSync(readFileSync(join(DIST, name)), { level: 9 }).length, 0)
  console.log(
    `${formCode}: cold open to first keystroke p50 ${times[Math.floor(RUNS / 2)]?.toFixed(0)} ms, slowest ${times.at(-1)?.toFixed(0)} ms` +
      ` of ${RUNS}; JavaScript ${(bytes / 1024).toFixed(0)} kB gzip in ${scripts.length} files`,
  )
}

/** A new context has an empty cache. The clock runs from navigation until the typed digit stands in the cell. */
async function openCold(
  from: Browser,
  at: { baseUrl: string; path: string },
): Promise<{ ms: number; scripts: string[] }> {
  const context = await from.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' })
  try {
    const login = { login: 'daye-rmyy', password: PASSWORD }
    await context.request.post(`${at.baseUrl}/api/session`, { data: login, headers: { 'x-weitong': '1' } })
    const page = await context.newPage()
    const begin = performance.now()
    await page.goto(at.baseUrl + at.path, { waitUntil: 'commit' })
    await page.locator('[data-key].editable').first().click()
    await page.keyboard.type('7')
    await page.locator('input.field.editing').waitFor()
    const ms = performance.now() - begin
    const scripts = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .map(({ name }) => new URL(name).pathname.slice(1))
        .filter((name) => name.endsWith('.js')),
    )
    return { ms, scripts: [...new Set(scripts)] }
  } finally {
    await context.close()
  }
}
