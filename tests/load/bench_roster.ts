/**
 * A roster of 500 rows, as full as its form allows, in the browser: from navigation to the first keystroke shown, and from a keystroke to
 * what it changes being drawn: `npm run bench -- --only roster`.
 */
import { type Browser, chromium, type Page } from 'playwright-core'
import type { BuiltRoster } from '../support/roster_form.js'
import { openRoster, record, rowId } from '../support/roster_form.js'
import { reportOf } from '../functional/submissions/report.js'
import { actor, openWorld, PASSWORD, sharedPlatform } from '../support/world.js'

const ROWS = 500
const OPENINGS = 5
const KEYS = 40
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking']

const close = await openWorld()
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS })
try {
  await bench(browser)
} finally {
  await browser.close()
  await close()
}

async function bench(from: Browser): Promise<void> {
  const roster = await openRoster(await actor('sheng-sheji'), { maxRows: ROWS + 1 })
  const report = await reportOf('daye-rmyy', roster.collection)
  await report.save(people(roster))
  const path = `/fill/${report.obligationId}`
  const openings: number[] = []
  let keys: number[] = []
  for (let run = 0; run < OPENINGS; run++) {
    const { page, ms } = await openCold(from, path)
    openings.push(ms)
    if (run === OPENINGS - 1) keys = await typeAlong(page)
    await page.context().close()
  }
  print(`${ROWS} rows × 4 columns: cold open to first keystroke`, openings)
  print('keystroke to drawn', keys)
}

function people({ columns }: BuiltRoster): Record<string, string | null> {
  const rows = Array.from({ length: ROWS }, (_, at) =>
    record(columns, rowId(at + 1), { name: `职工${at + 1}`, degree: '1', years: '12', pay: '8000.5' }),
  )
  return Object.assign({}, ...rows) as Record<string, string | null>
}

/** A new context has an empty cache. The clock runs from navigation until the typed digit stands in the cell. */
async function openCold(from: Browser, path: string): Promise<{ page: Page; ms: number }> {
  const { baseUrl } = sharedPlatform()
  const context = await from.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' })
  const data = { login: 'daye-rmyy', password: PASSWORD }
  await context.request.post(`${baseUrl}/api/session`, { data, headers: { 'x-weitong': '1' } })
  const page = await context.newPage()
  const begin = performance.now()
  await page.goto(baseUrl + path, { waitUntil: 'commit' })
  await page.locator('[data-key].editable').first().click()
  await page.keyboard.type('7')
  await page.locator('input.field.editing').waitFor()
  const ms = performance.now() - begin
  await page.keyboard.press('Escape')
  return { page, ms }
}

/** Types into the key column, where every keystroke asks all rows for repeated names; milliseconds until the next frame is painted. */
async function typeAlong(page: Page): Promise<number[]> {
  await page.evaluate(() => {
    const times: number[] = []
    Object.assign(window, { keystrokes: times })
    document.addEventListener(
      'keydown',
      () => {
        const begin = performance.now()
        requestAnimationFrame(() => setTimeout(() => times.push(performance.now() - begin)))
      },
      true,
    )
  })
  for (let key = 0; key < KEYS; key++) {
    await page.keyboard.press(key % 4 === 3 ? 'Enter' : String(key % 4))
    await page.waitForFunction(
      (count) => (window as unknown as { keystrokes: number[] }).keystrokes.length >= count,
      key + 1,
    )
  }
  return page.evaluate(() => (window as unknown as { keystrokes: number[] }).keystrokes)
}

function print(what: string, times: readonly number[]): void {
  const sorted = [...times].sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]?.toFixed(0)
  console.log(
    `${what}: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, slowest ${sorted.at(-1)?.toFixed(0)} ms of ${times.length}`,
  )
}
