import { test } from '@japa/runner'
import type { Browser, Page } from 'playwright-core'
import { openBrowser, takeSeat } from '../support/browser.js'
import { buildForm, openCollection } from '../support/forms.js'
import { actor, ownerRows, PASSWORD, sharedPlatform } from '../support/world.js'
import { DesignerPage } from './harness/designer_page.js'
import { FillPage } from './harness/fill_page.js'
import { Shell } from './harness/shell_pages.js'

const [VISITS, STAYS] = ['C3', 'C4'] as const
const REASON = '专科医院按住院口径统计，规则有误'

test.group('A check relaxed in an open 报送任务', (group) => {
  let browser: Browser

  group.setup(async () => {
    browser = await openBrowser('current')
    return () => browser.close()
  })

  async function sit(login: string, path: string): Promise<Page> {
    const { page } = await takeSeat(browser)
    await new Shell(page, sharedPlatform().baseUrl).signIn(login, PASSWORD, path)
    return page
  }

  test('lets the filler, whose page is open and blocked, submit; and says why', async ({ assert }) => {
    const form = await buildForm(await actor('sheng-sheji'))
    await openCollection(await actor('sheng-sheji'), form)
    const [owed] = await ownerRows<{ id: string }>(
      `select o.id from obligations o join collections c on c.id = o.collection_id
       where c.form_version_id = $1 and o.name = '大冶市人民医院'`,
      [form.versionId],
    )
    const filler = await sit('daye-rmyy', `/fill/${owed?.id ?? ''}`)
    await filler.locator('wt-sheet [data-cell]').first().waitFor()
    const report = new FillPage(filler)
    await report.enterValue(VISITS, '900')
    await report.enterValue(STAYS, '5000')
    await report.isSaved()
    await report.check()
    assert.include((await report.findings())[0] ?? '', '诊疗人次 = 900，出院人数 = 5,000')

    const seat = await sit('sheng-sheji', `/design/forms/${form.versionId}`)
    const designer = new DesignerPage(seat, sharedPlatform().baseUrl)
    await designer.isDrawn()
    await designer.adjustRule('E001', REASON, (editor) => editor.getByLabel('停用').check())
    await new Shell(seat, '').says('已重新审核 1 份报表：1 份的审核结果有变化。')
    await seat.locator('wt-revision-bar summary').getByText('调整记录（1）').click()
    assert.include(await seat.locator('wt-revision-bar').innerText(), REASON)

    assert.match(await report.submit(), /^[0-9A-F]{4}-/)
    const notes = await report.notes()
    assert.include(notes, REASON)
    assert.include(notes, 'E001 诊疗人次不少于出院人数：停用，不再审核')
  })
})
