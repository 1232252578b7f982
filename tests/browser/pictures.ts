/**
 * The pictures of the READMEs, from a running platform with demo data:
 * `node --import=@poppinss/ts-exec tests/browser/pictures.ts [http://localhost:3333]` writes workbench/pictures.
 */
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium, type Page } from 'playwright-core'
import demo from '../../backend/database/demo_accounts.json' with { type: 'json' }

const base = process.argv[2] ?? 'http://localhost:3333'
const folder = fileURLToPath(new URL('../../workbench/pictures/', import.meta.url))
mkdirSync(folder, { recursive: true })

interface Named {
  readonly id: string
  readonly code: string
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
})
try {
  await picture('designer', 'sheng-sheji', async (page) => {
    const forms = await read<(Named & { versions: Named[] })[]>(page, '/forms')
    const version = forms.find(({ code }) => code === 'WJT-1-9')?.versions[0]
    await page.goto(`${base}/design/forms/${version?.id ?? ''}`)
    await page.locator('canvas:visible').first().waitFor()
  })
  await picture('fill', 'daye-rmyy', async (page) => {
    const tasks = await read<{ obligationId: string; formCode: string; state: string }[]>(page, '/tasks')
    const task = tasks.find(({ formCode, state }) => formCode === 'WJT-1-9' && ['empty', 'draft'].includes(state))
    await page.goto(`${base}/fill/${task?.obligationId ?? ''}`)
    await page.locator('[data-cell]').first().waitFor()
  })
  await picture('review', 'huangshi', async (page) => {
    const collections = await read<(Named & { formCode: string; state: string; period: string })[]>(
      page,
      '/collections',
    )
    const [latest] = collections
      .filter(({ formCode, state }) => formCode === 'WJT-1-9' && state === 'open')
      .sort((a, b) => b.period.localeCompare(a.period))
    await page.goto(`${base}/reviews/${latest?.id ?? ''}?status=all`)
    await page.locator('table').first().waitFor()
  })
  await picture('analysis', 'sheng-fenxi', async (page) => {
    await page.goto(`${base}/analysis?form=WJT-1-9`)
    await page.locator('canvas:visible').first().waitFor()
  })
} finally {
  await browser.close()
}

async function picture(name: string, login: string, open: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' })
  const data = { login, password: demo.password }
  await context.request.post(`${base}/api/session`, { data, headers: { 'x-weitong': '1' } })
  const page = await context.newPage()
  await page.goto(base)
  await open(page)
  await page.waitForLoadState('networkidle')
  await page.screenshot({ path: `${folder}${name}.png` })
  await context.close()
  console.log(`${name}.png`)
}

function read<T>(page: Page, path: string): Promise<T> {
  return page.evaluate(async (url) => (await fetch(url)).json() as Promise<T>, `${base}/api${path}`)
}
