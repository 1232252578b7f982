import { test } from '@japa/runner'
import type { Browser } from 'playwright-core'
import { extractText } from 'unpdf'
import { blankTemplate, layoutOf, type Template } from '../../designer/src/template/index.js'
import type { FormDraft } from '../../workbench/src/app/api/contract.js'
import { openBrowser, type Seat, takeSeat } from '../support/browser.js'
import { actor, PASSWORD, sharedPlatform } from '../support/world.js'
import { DesignerPage } from './harness/designer_page.js'
import { DesignSheet } from './harness/design_sheet.js'
import { Shell } from './harness/shell_pages.js'

const INDICATOR = {
  type: 'integer',
  unit: '',
  decimals: 0,
  aggregation: 'sum',
  ratio: null,
  codeList: null,
  definition: '',
}

test.group('A form drawn by hand', (group) => {
  let browser: Browser
  let seat: Seat
  let designer: DesignerPage
  let sheet: DesignSheet
  const blank = blankTemplate({ code: 'HAND', title: '分科情况', periodType: 'month' })

  group.setup(async () => {
    const client = await actor('sheng-sheji')
    for (const [code, name] of [
      ['HANDBEDS', '手绘床位数'],
      ['HANDOUT', '手绘出院人数'],
    ]) {
      await client.expect('IndicatorEntry', client.post('/indicators', { ...INDICATOR, code, name }), 201)
    }
    browser = await openBrowser('current')
    seat = await takeSeat(browser)
    const { baseUrl } = sharedPlatform()
    await new Shell(seat.page, baseUrl).signIn('sheng-sheji', PASSWORD)
    designer = new DesignerPage(seat.page, baseUrl)
    sheet = new DesignSheet(seat.page, () => blank)
    return () => browser.close()
  })

  const stored = async (): Promise<Template> => {
    const client = await actor('sheng-sheji')
    return (await client.get<FormDraft>(`/form-versions/${designer.versionId}`)).body.template
  }
  const keysOf = (template: Template) => {
    const layout = layoutOf(template)
    const bound = template.cells.flatMap((cell) => (cell.binding ? [[layout.addressOf(cell), cell.binding.key]] : []))
    return Object.fromEntries(bound) as Record<string, string>
  }

  test('a matrix is drawn with the mouse and bound as one block, in one step of undo', async ({ assert }) => {
    const { page } = seat
    await designer.create({ code: 'HAND', title: '分科情况', type: '月报' })
    for (const [address, text] of [
      ['B1', '手绘床位数'],
      ['C1', '手绘出院人数'],
      ['A2', '内科'],
      ['A3', '外科'],
    ] as const) {
      await sheet.write(address, text)
    }
    await sheet.dragSelect('B1', 'C1')
    await designer.makeIt('表头')
    await sheet.dragSelect('B2', 'C3')
    await designer.makeIt('填报格')
    await page.getByRole('radio', { name: '一列一个指标' }).check()
    const bind = page.getByRole('button', { name: '绑定 4 格' })
    await bind.waitFor()
    await page.getByLabel('第 3 行的代码').fill('W')
    await page.getByLabel('第 3 行的代码').press('Tab')
    await designer.isSaved()
    assert.deepEqual(keysOf(await sheet.saved(() => bind.click())), {
      B2: 'HANDBEDS__01',
      C2: 'HANDOUT__01',
      B3: 'HANDBEDS__W',
      C3: 'HANDOUT__W',
    })
    assert.deepEqual(keysOf(await sheet.saved(() => designer.tool('撤销'))), {})
    assert.lengthOf(Object.keys(keysOf(await sheet.saved(() => designer.tool('重做')))), 4)
  })

  test('what an input begins with, who fills it, when it is shown, and help are set beside the sheet', async ({
    assert,
  }) => {
    const { page } = seat
    await designer.select('B2')
    await page.getByLabel('新报表开始时').selectOption({ label: '默认值' })
    await page.getByLabel('默认值', { exact: true }).fill('一')
    await page.getByText('请填写数字。').waitFor()
    await page.getByLabel('默认值', { exact: true }).fill('10')
    await page.getByLabel('默认值', { exact: true }).press('Tab')
    await page.getByRole('radio', { name: '其中一部分' }).check()
    await page.getByLabel('县填报员').check()
    await page.getByLabel('填写提示').fill('按编制床位填')
    await page.getByLabel('填写提示').press('Tab')
    await designer.select('C3')
    const shown = page.getByLabel('只在这时显示（不写就是总显示）')
    await shown.fill('C2 > 5')
    const template = await sheet.saved(() => shown.press('Enter'))
    const at = (address: string) => template.cells.find((cell) => layoutOf(template).addressOf(cell) === address)
    assert.deepInclude(at('B2'), {
      start: { from: 'value', value: '10' },
      fillers: [{ role: 'filler', level: 'county' }],
      help: '按编制床位填',
    })
    assert.equal(at('C3')?.shown, '[HANDOUT__01] > 5')
  })

  test('it is previewed by two people at once and printed as its PDF', async ({ assert }) => {
    const { page } = seat
    await page.getByRole('button', { name: '预览', exact: true }).click()
    await page.waitForURL(/\/design\/preview\//)
    await page.locator('[data-key="HANDBEDS__01"]').waitFor()
    const first = page.locator('wt-preview-pane').first()
    await first.getByText('· 可以填写').waitFor()
    assert.equal(await first.locator('[data-key="HANDBEDS__01"]').getAttribute('aria-readonly'), 'true')
    assert.equal(await first.locator('[data-key="HANDOUT__W"]').innerText(), '—')
    await first.locator('[data-key="HANDOUT__01"] input').click()
    await page.keyboard.type('9')
    await page.keyboard.press('Enter')
    await first.locator('[data-key="HANDOUT__W"][aria-readonly=false]').waitFor()
    await page.getByRole('button', { name: '并排再看一个' }).click()
    await page.locator('wt-preview-pane').nth(1).getByText('可以通过、退回').waitFor()

    await page.getByRole('link', { name: '设计', exact: true }).click()
    await designer.isDrawn()
    assert.deepEqual(
      (await stored()).indicators.map(({ code }) => code),
      ['HANDBEDS', 'HANDOUT'],
    )
    const pdf = await page.pdf({ preferCSSPageSize: true })
    const { text, totalPages } = await extractText(new Uint8Array(pdf), { mergePages: true })
    assert.equal(totalPages, 1)
    // Fonts name some characters as the radicals they look like.
    const plain = text.normalize('NFKC').replaceAll('\u2eda', '页').replaceAll(/\s+/g, '')
    for (const word of ['分科情况', '内科', '手绘床位数', '第1页/共1页', '表号']) assert.include(plain, word)
    assert.deepEqual(seat.complaints, [])
  })
})
