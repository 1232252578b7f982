import { readFile } from 'node:fs/promises'
import { test } from '@japa/runner'
import ExcelJS from 'exceljs'
import type { Browser } from 'playwright-core'
import { ace } from '../support/ace.js'
import { openBrowser, type Seat, takeSeat } from '../support/browser.js'
import { fillAndSubmit } from '../support/forms.js'
import { actor, auditEvents, ownerRows, PASSWORD, sharedPlatform } from '../support/world.js'
import { DesignerPage } from './harness/designer_page.js'
import { CollectionPages, ReviewPages, Shell } from './harness/shell_pages.js'

const CODE = 'JM1'
const TITLE = '医院收入月报表'

/** Somebody signed in at a screen of their own. */
async function sitDown(browser: Browser, login: string, path = '/'): Promise<Seat & { shell: Shell }> {
  const seat = await takeSeat(browser)
  const shell = new Shell(seat.page, sharedPlatform().baseUrl)
  await shell.signIn(login, PASSWORD, path)
  return { ...seat, shell }
}

/** A form drawn on a blank sheet: two incomes in 千元 with their total, visits, a 强制性 and a 核实性 rule. */
async function drawForm(designer: DesignerPage): Promise<void> {
  await designer.create({ code: CODE, title: TITLE, type: '月报' })
  await designer.write('A1', '指标名称')
  await designer.makeIt('表头')
  await designer.write('B1', '数量')
  await designer.makeIt('表头')
  const rows = ['门诊收入', '住院收入', '医疗收入', '门诊人次', '其中：急诊人次']
  for (const [at, text] of rows.entries()) await designer.write(`A${at + 2}`, text)
  await designer.bindToNew('B2', { code: `${CODE}A`, unit: '千元' })
  await designer.bindToNew('B3', { code: `${CODE}B`, unit: '千元' })
  await designer.bindToNew('B5', { code: `${CODE}D`, unit: '人次' })
  await designer.bindToNew('B6', { code: `${CODE}E`, unit: '人次' })
  await designer.typeFormula('B4', 'B2 + B3')
  await designer.addRule({ severity: '强制性', formula: 'B5 >= B6', message: '急诊人次不应超过门诊人次' })
  await designer.addRule({
    severity: '核实性',
    formula: 'B2 * 1000 / B5 <= 1000',
    message: '门诊次均费用一般不超过 1000 元',
  })
  await designer.fillLegalHead({
    表号: '鄂卫统月1表',
    制定机关: '湖北省卫生健康委员会',
    批准机关: '湖北省统计局',
    批准文号: '鄂统制〔2026〕2号',
    有效期至: '2028-12',
  })
  await designer.limitScopeTo('医院')
}

interface Owed {
  readonly id: string
  readonly name: string
}

/** Who owes a report of the form, by name. */
async function obligations(): Promise<Map<string, string>> {
  const owed = await ownerRows<Owed>(
    `select o.id, o.name from obligations o join collections c on c.id = o.collection_id join forms f on f.id = c.form_id
     where f.code = $1`,
    [CODE],
  )
  return new Map(owed.map(({ id, name }) => [name, id]))
}

test.group('From a blank sheet to the province’s number', (group) => {
  let browser: Browser
  const seats: Seat[] = []
  const sit = async (login: string, path?: string) => {
    const seat = await sitDown(browser, login, path)
    seats.push(seat)
    return seat
  }

  group.setup(async () => {
    browser = await openBrowser('current')
    return () => browser.close()
  })

  group.each.teardown(async () => {
    for (const { context } of seats.splice(0)) await context.close()
  })

  test('1 and 2: the province draws a form, publishes it and opens last month', async ({ assert }) => {
    const { page, shell, complaints } = await sit('sheng-sheji')
    const designer = new DesignerPage(page, sharedPlatform().baseUrl)
    await drawForm(designer)
    await designer.isSaved()
    assert.deepEqual(await designer.problems(), [])
    await designer.publish()
    await page.getByRole('link', { name: '开启报送任务' }).click()
    const owed = await new CollectionPages(page).open({ form: TITLE })
    const [hospitals] = await ownerRows<{ count: number }>(
      `select count(*)::int from organisations where category like 'A%'`,
    )
    assert.equal(owed, hospitals?.count)
    await shell.goTo('报送任务')
    await page.getByText('2026年10月').first().waitFor()
    assert.deepEqual(complaints, [])
  })

  test('4: county, city and province see who has reported, return, pass and lock', async ({ assert }) => {
    const owed = await obligations()
    const values = { [`${CODE}A`]: '5200', [`${CODE}B`]: '9100', [`${CODE}D`]: '21000', [`${CODE}E`]: '800' }
    await fillAndSubmit(await actor('daye-rmyy'), owed.get('大冶市人民医院') ?? '', values)
    const county = await sit('daye', '/reviews')
    const reviews = new ReviewPages(county.page)
    await reviews.openCollection(TITLE, '2026年10月')
    await reviews.filter('待我审核')
    assert.deepEqual(
      (await reviews.lines()).map(({ name }) => name),
      ['大冶市人民医院'],
    )
    await reviews.pass('大冶市人民医院')
    await county.shell.says('已通过 1 家')
    for (const login of ['huangshi', 'sheng-shenhe']) {
      const seat = await sit(login, '/reviews')
      const pages = new ReviewPages(seat.page)
      await pages.openCollection(TITLE, '2026年10月')
      await pages.filter('待我审核')
      await pages.pass('大冶市人民医院')
      await seat.shell.says('已通过 1 家')
      assert.deepEqual(seat.complaints, [])
    }
    assert.deepEqual(county.complaints, [])
  })

  test('6: the analyst opens the number down to the hospital, and exports what the screen shows', async ({
    assert,
  }) => {
    const { page, complaints } = await sit('sheng-fenxi', `/analysis?form=${CODE}`)
    const table = page.getByRole('region', { name: '汇总表' })
    for (const place of ['黄石市', '大冶市']) {
      await table.getByRole('link', { name: place, exact: true }).click()
      await page.getByRole('navigation', { name: '所在地区' }).getByText(place).waitFor()
    }
    const line = table.getByRole('row').filter({ hasText: '大冶市人民医院' })
    await line.waitFor()
    assert.include(await line.innerText(), '5,200')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '导出 Excel' }).click(),
    ])
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load((await readFile(await download.path())) as never)
    const cells = JSON.stringify(workbook.worksheets[0]?.getSheetValues())
    assert.include(cells, '大冶市人民医院')
    assert.include(cells, '5200')
    assert.deepEqual(complaints, [])
  })
})
