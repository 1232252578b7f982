import { test } from '@japa/runner'
import type { Browser, Page } from 'playwright-core'
import { openBrowser, takeSeat } from '../support/browser.js'
import { buildForm, openCollection } from '../support/forms.js'
import { actor, ownerRows, PASSWORD, sharedPlatform } from '../support/world.js'
import { FillPage } from './harness/fill_page.js'
import { Shell } from './harness/shell_pages.js'

const [VISITS, STAYS, TOTAL, INCOME] = ['C3', 'C4', 'C5', 'C6'] as const

test.group('Two browsers on one report', (group) => {
  let browser: Browser

  group.setup(async () => {
    browser = await openBrowser('current')
    return () => browser.close()
  })

  /** A colleague with the report open. */
  async function open(login: string, path: string): Promise<{ page: Page; report: FillPage }> {
    const { page } = await takeSeat(browser)
    await new Shell(page, sharedPlatform().baseUrl).signIn(login, PASSWORD, path)
    await page.locator('wt-sheet [data-cell]').first().waitFor()
    return { page, report: new FillPage(page) }
  }

  test('untouched cells merge, a cell both changed asks, nothing is lost', async ({ assert }) => {
    const form = await buildForm(await actor('sheng-sheji'))
    await openCollection(await actor('sheng-sheji'), form)
    const [owed] = await ownerRows<{ id: string }>(
      `select o.id from obligations o join collections c on c.id = o.collection_id
       where c.form_version_id = $1 and o.name = '大冶市人民医院'`,
      [form.versionId],
    )
    const path = `/fill/${owed?.id ?? ''}`
    const first = await open('daye-rmyy', path)
    const second = await open('daye-rmyy2', path)

    await first.report.enterValue(VISITS, '900')
    await first.report.isSaved()
    await second.report.enterValue(STAYS, '40')
    await second.report.isSaved()
    assert.equal(await second.report.valueOf(VISITS), '900')
    assert.equal(await second.report.valueOf(TOTAL), '940')

    await first.report.enterValue(INCOME, '10.5')
    await first.report.isSaved()
    await second.report.enterValue(INCOME, '11')
    const dialog = second.page.getByRole('dialog')
    await dialog.waitFor()
    const question = await dialog.innerText()
    assert.include(question, '10.5')
    assert.include(question, '11')
    await dialog.locator('[data-act]').click()
    await dialog.waitFor({ state: 'detached' })
    await second.report.isSaved()

    const [stored] = await ownerRows<{ draft: Record<string, string>; revisions: number }>(
      `select s.draft, (select count(*)::int from change_log l where l.submission_id = s.id) as revisions
       from submissions s where s.obligation_id = $1`,
      [owed?.id],
    )
    const { visits, stays, income } = form.keys
    assert.deepInclude(stored?.draft, { [visits]: '900', [stays]: '40', [income]: '11' })
    assert.equal(stored?.revisions, 4)
  })
})
