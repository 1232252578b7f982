import { test } from '@japa/runner'
import type { Browser, Page } from 'playwright-core'
import { openBrowser, takeSeat } from '../support/browser.js'
import { buildForm, openCollection } from '../support/forms.js'
import { openRoster } from '../support/roster_form.js'
import { actor, ownerRows, PASSWORD, sharedPlatform } from '../support/world.js'
import { FillPage } from './harness/fill_page.js'
import { Shell } from './harness/shell_pages.js'

const [VISITS, STAYS, TOTAL, INCOME] = ['C3', 'C4', 'C5', 'C6'] as const

const DAYE = 'AND(ORG.division = "420281", STARTS(ORG.category, "A"))'

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

  test('on a roster, rows of both stand in one order, and no number is left out', async ({ assert }) => {
    const { form, columns, collection } = await openRoster(await actor('sheng-sheji'), { scope: DAYE, maxRows: 6 })
    const [owed] = await ownerRows<{ id: string }>(
      `select id from obligations where collection_id = $1 and name = '大冶市人民医院'`,
      [collection.id],
    )
    const path = `/fill/${owed?.id ?? ''}`
    const first = await open('daye-rmyy', path)
    const second = await open('daye-rmyy2', path)
    const names = async ({ page }: { page: Page }) => {
      const rows = await page.locator('tr', { has: page.locator(`[data-key^="${columns.name}__"]`) }).allInnerTexts()
      return rows.map((row) => row.split(/\s+/).filter(Boolean).slice(0, 2).join(' '))
    }

    await first.report.paste('B3', '赵一\n钱二\n孙三')
    await first.report.isSaved()
    await second.report.enterValue('B3', '李四')
    await second.report.isSaved()
    const both = await names(second)
    assert.deepEqual(
      both.map((row) => row.split(' ')[0]),
      ['1', '2', '3', '4', '5'],
    )
    assert.sameMembers(both.map((row) => row.split(' ')[1]).filter(Boolean), ['赵一', '钱二', '孙三', '李四'])

    const doomed = both.findIndex((row) => row.endsWith('钱二'))
    await first.report.select('B4')
    await first.page.getByRole('button', { name: '删除本行' }).click()
    await first.report.isSaved()
    const left = await names(first)
    assert.deepEqual(
      left.map((row) => row.split(' ')[0]),
      ['1', '2', '3', '4'],
    )
    assert.deepEqual(
      left.slice(0, 3).map((row) => row.split(' ')[1]),
      both
        .toSpliced(doomed, 1)
        .slice(0, 3)
        .map((row) => row.split(' ')[1]),
    )
    await first.report.press('Control+z')
    await first.report.isSaved()
    assert.deepEqual(await names(first), both)

    await second.report.paste('B7', '周五\n吴六\n郑七\n王八')
    await second.page.getByText('粘贴 4 格：写入 2 行共 2 格，跳过 2 格。').waitFor()
    await second.page.getByText('本表最多 6 行').first().waitFor()
    await second.report.isSaved()
    const [stored] = await ownerRows<{ draft: Record<string, string | null> }>(
      'select draft from submissions where obligation_id = $1',
      [owed?.id],
    )
    const kept = Object.values(stored?.draft ?? {}).filter((value) => value !== null)
    assert.sameMembers(kept, ['赵一', '钱二', '孙三', '李四', '周五', '吴六'])
    assert.equal(form.template.roster?.maxRows, 6)
  })
})
