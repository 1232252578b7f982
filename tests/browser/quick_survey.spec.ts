import { test } from '@japa/runner'
import type { Browser, Page } from 'playwright-core'
import { openBrowser, takeSeat } from '../support/browser.js'
import { ownerRows, PASSWORD, sharedPlatform } from '../support/world.js'
import { FillPage } from './harness/fill_page.js'
import { Shell } from './harness/shell_pages.js'

const HOSPITAL = '大冶市人民医院'

/** The page of 新建快速调查 as the provincial designer uses it. */
class QuickSurveyPages {
  constructor(private readonly page: Page) {}

  async begin(): Promise<void> {
    await this.page.getByRole('link', { name: '新建快速调查' }).first().click()
    await this.page.getByLabel('调查名称').waitFor()
  }

  async ask(number: number, text: string, type: string): Promise<void> {
    if (number > 1) await this.page.getByRole('button', { name: '加一题' }).click()
    await this.page.getByLabel(`第 ${number} 题`, { exact: true }).fill(text)
    await this.page.getByLabel(`第 ${number} 题的答案类型`).selectOption({ label: type })
  }

  async choose(name: string): Promise<void> {
    await this.page.getByLabel('按名称、编码或拼音首字母查找地区或单位').fill(name)
    await this.page.getByRole('checkbox', { name }).first().check()
    await this.page.getByRole('status', { name: '已选单位' }).getByText('已选').waitFor()
  }

  /** Gives the link that is to be sent out. */
  async publish(): Promise<string> {
    await this.page.getByRole('button', { name: '发布并开启' }).click()
    await this.page.waitForURL(/\/quick-surveys\/\d+$/)
    return this.page.getByRole('textbox', { name: /^填报链接/ }).inputValue()
  }
}

test.group('Quick survey', (group) => {
  let browser: Browser

  group.setup(async () => {
    browser = await openBrowser('current')
    return () => browser.close()
  })

  test('quick survey in ten minutes: from the first click to the link answering, filled on a telephone', async ({
    assert,
  }) => {
    const { baseUrl } = sharedPlatform()
    const designer = await takeSeat(browser)
    await new Shell(designer.page, baseUrl).signIn('sheng-sheji', PASSWORD, '/quick-surveys')
    const pages = new QuickSurveyPages(designer.page)

    const begin = performance.now()
    await pages.begin()
    await designer.page.getByLabel('调查名称').fill('发热门诊接诊能力快速调查')
    await pages.ask(1, '发热门诊现有床位数', '数字')
    await pages.ask(2, '是否已启动应急预案', '是 / 否')
    await pages.ask(3, '运行状态', '单选')
    await designer.page.getByLabel('第 3 题的选项').fill('正常、部分停诊、停诊')
    await pages.ask(4, '主要困难', '文字')
    await pages.choose(HOSPITAL)
    const link = await pages.publish()

    const filler = await takeSeat(browser)
    await filler.page.setViewportSize({ width: 390, height: 844 })
    await new Shell(filler.page, baseUrl).signIn('daye-rmyy', PASSWORD, new URL(link).pathname)
    await filler.page.locator('wt-sheet [data-cell]').first().waitFor()
    const seconds = (performance.now() - begin) / 1000
    console.log(`    快速调查：从第一次点击到链接可填 ${seconds.toFixed(1)} 秒`)
    assert.isBelow(seconds, 600)

    const width = await filler.page.evaluate(() => document.documentElement.scrollWidth)
    assert.isAtMost(width, 390)
    const report = new FillPage(filler.page)
    await report.enterValue('A2', '24')
    await report.enterValue('A4', '1')
    await report.enterValue('A6', '2')
    await report.enterValue('A8', '缺少护士')
    await report.isSaved()
    assert.match(await report.submit(), /^[0-9A-F]{4}-/)

    await designer.page.reload()
    await designer.page.getByRole('radio', { name: /^已报/ }).click()
    await designer.page.locator('wt-unit-table').getByText(HOSPITAL).waitFor()
    await designer.page.getByRole('radio', { name: /^结果/ }).click()
    const line = designer.page.locator('wt-answer-table tbody tr').filter({ hasText: HOSPITAL })
    assert.deepEqual(
      (await line.locator('td').allInnerTexts()).slice(1).map((text) => text.trim()),
      ['24', '是', '部分停诊', '缺少护士'],
    )
    const [stored] = await ownerRows<{ state: string }>(
      `select s.state from submissions s join forms f on f.id = s.form_id where f.title = '发热门诊接诊能力快速调查'`,
    )
    assert.equal(stored?.state, 'submitted')
    assert.deepEqual([...designer.complaints, ...filler.complaints], [])
  }).timeout(180_000)
})
