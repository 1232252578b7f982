import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

/** `current`: the browser of the system. `old`: Chromium 109, the last for Windows 7. */
export type BrowserName = 'current' | 'old'

/** A name that is no loopback address to the browser: pages under it over plain HTTP are no secure context. */
const INTRANET = 'weitong.test'

const COMMON = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-component-update']
const OLD = ['--single-process', '--no-zygote', '--headless']

/** Starts a browser that knows the intranet name as this machine. */
export function openBrowser(name: BrowserName): Promise<Browser> {
  const [variable, fallback] = name === 'old' ? ['CHROMIUM_109', ''] : ['CHROMIUM', '/usr/bin/chromium']
  const executablePath = process.env[variable] ?? fallback
  if (!executablePath) throw new Error(`${variable} is not set: run through npm test -- --only browser`)
  const rules = `--host-resolver-rules=MAP ${INTRANET} 127.0.0.1`
  return chromium.launch({ executablePath, args: [...COMMON, rules, ...(name === 'old' ? OLD : [])] })
}

/** The same platform under the intranet name. */
export function intranetUrl(baseUrl: string): string {
  const url = new URL(baseUrl)
  url.hostname = INTRANET
  return url.origin
}

/** A person at an ordinary old screen: own cookies, one page, and a list of what the page complained about. */
export interface Seat {
  readonly page: Page
  readonly context: BrowserContext
  /** Uncaught errors, console errors and refused content; a journey ends with none. */
  readonly complaints: readonly string[]
}

export async function takeSeat(browser: Browser): Promise<Seat> {
  const context = await browser.newContext({
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1366, height: 768 },
    acceptDownloads: true,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    // A refusal of the API is an answer the page deals with, but the browser logs it as an error of loading.
    const expected = message.text().startsWith('Failed to load resource')
    if (message.type() === 'error' && !expected) complaints.push(message.text())
  })
  return { page, context, complaints }
}

/** What a person saw when a test failed, for the log. */
export async function describe(page: Page): Promise<void> {
  if (page.isClosed()) return console.log('the page was closed')
  const text = await page.locator('body').innerText({ timeout: 5_000 }).catch(String)
  console.log(`${page.url()}\n${text.slice(0, 4_000)}`)
}
