import { readFile } from 'node:fs/promises'
import { test } from '@japa/runner'
import ExcelJS from 'exceljs'
import type { Browser } from 'playwright-core'
import { ace } from '../support/ace.js'
import { intranetUrl, openBrowser, type Seat, takeSeat } from '../support/browser.js'
import { auditEvents, ownerRows, PASSWORD, sharedPlatform } from '../support/world.js'
import { DesignerPage } from './harness/designer_page.js'
import { FillPage } from './harness/fill_page.js'
import { CollectionPages, ReviewPages, Shell } from './harness/shell_pages.js'

const CODE = 'JM1'
const TITLE = '医院收入月报表'

/** Somebody signed in at a screen of their own. */
async function sitDown(browser: Browser, login: string, { path = '/', intranet = false } = {}): Promise<Taken> {
  const seat = await takeSeat(browser)
  const { baseUrl } = sharedPlatform()
  const shell = new Shell(seat.page, intranet ? intranetUrl(baseUrl) : baseUrl)
  await shell.signIn(login, PASSWORD, path)
  return { ...seat, shell }
}

type Taken = Seat & { readonly shell: Shell }

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

/** Audit events of an action so far: other specs on the same platform submit too. */
const countEvents = async (action: string): Promise<number> => (await auditEvents(action)).length

/** Obligation of a unit in the newest collection of the form. */
async function obligationOf(name: string): Promise<string> {
  const [owed] = await ownerRows<{ id: string }>(
    `select o.id from obligations o join collections c on c.id = o.collection_id join forms f on f.id = c.form_id
     where f.code = $1 and o.name = $2`,
    [CODE, name],
  )
  return owed?.id ?? ''
}

/** Lets a reviewer pass one report from the list of those that wait. */
async function passAs(seat: Taken, unit: string): Promise<void> {
  const reviews = new ReviewPages(seat.page)
  await reviews.openCollection(TITLE, '2026年10月')
  await reviews.filter('待我审核')
  await reviews.pass(unit)
  await seat.shell.says('已通过 1 家')
}

test.group('From a blank sheet to the province’s number', (group) => {
  let current: Browser
  /** What is closed after each test. */
  const opened: { close(): Promise<void> }[] = []
  const sit = async (login: string, path = '/') => {
    const seat = await sitDown(current, login, { path })
    opened.push(seat.context)
    return seat
  }
  /** On an old PC in the intranet: Chromium 109, plain HTTP, a name that is no loopback address. */
  const sitAtOldPc = async (login: string, path = '/') => {
    // It runs in one process, which ends with its first context.
    const browser = await openBrowser('old')
    opened.push(browser)
    return sitDown(browser, login, { path, intranet: true })
  }

  group.setup(async () => {
    current = await openBrowser('current')
    return () => current.close()
  })

  group.each.teardown(async () => {
    for (const each of opened.splice(0)) await each.close()
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

  test('3: a hospital fills it on an old PC, is told what is wrong, explains, and submits', async ({ assert }) => {
    const { page, complaints } = await sitAtOldPc('daye-rmyy')
    const [submitted, withdrawn] = await Promise.all(['submission.submit', 'submission.withdraw'].map(countEvents))
    assert.isFalse(await page.evaluate(() => window.isSecureContext))
    assert.match(await page.evaluate(() => navigator.userAgent), /Chrome\/109\./)
    const report = new FillPage(page)
    await report.open(TITLE)
    await report.enterValue('B2', '２５，０００')
    await report.enterValue('B3', '9100')
    assert.equal(await report.valueOf('B4'), '34,100')
    await report.enterValue('B5', '21000')
    await report.enterValue('B6', '２1００1')
    assert.match((await report.findings()).join(), /急诊人次不应超过门诊人次/)
    await report.isSaved()
    await report.check()
    assert.oneOf(await report.focused(), ['B5', 'B6'])

    await report.enterValue('B6', '800')
    assert.match((await report.findings()).join(), /门诊次均费用一般不超过 1000 元/)
    await report.explain('W001', '本月开展自费体检，已与财务科核对。')
    await report.isSaved()
    const receipt = await report.submit()
    assert.match(receipt, /^[0-9A-F]{4}(-[0-9A-F]{4}){2}$/)

    await report.withdraw()
    await report.enterValue('B3', '9200')
    assert.equal(await report.valueOf('B4'), '34,200')
    await report.isSaved()
    assert.notEqual(await report.submit(), receipt)
    assert.equal(await countEvents('submission.submit'), (submitted ?? 0) + 2)
    assert.equal(await countEvents('submission.withdraw'), (withdrawn ?? 0) + 1)
    assert.deepEqual(complaints, [])
  })

  test('4: the county returns it at a cell, the hospital corrects it, three levels pass, the last one locks', async ({
    assert,
  }) => {
    const county = await sit('daye', '/reviews')
    const reviews = new ReviewPages(county.page)
    await reviews.openCollection(TITLE, '2026年10月')
    await reviews.filter('待我审核')
    assert.deepEqual(
      (await reviews.lines()).map(({ name }) => name),
      ['大冶市人民医院'],
    )
    await reviews.open('大冶市人民医院')
    await new FillPage(county.page).returnAt('B2', '门诊收入与上月相差过大，请核对单位')

    const hospital = await sitAtOldPc('daye-rmyy')
    const report = new FillPage(hospital.page)
    await report.open(TITLE)
    assert.match(await report.notes(), /门诊收入与上月相差过大[^]*去修改 B2/)
    await report.enterValue('B2', '5200')
    assert.equal(await report.valueOf('B4'), '14,400')
    await report.isSaved()
    await report.submit()

    await county.shell.goTo('审核审批')
    await passAs(county, '大冶市人民医院')
    for (const login of ['huangshi', 'sheng-shenhe']) {
      const seat = await sit(login, '/reviews')
      await passAs(seat, '大冶市人民医院')
      assert.deepEqual(seat.complaints, [])
    }
    const [locked] = await ownerRows<{ state: string; reason: string }>(
      `select s.state, l.reason from submissions s join locks l on l.submission_id = s.id where s.obligation_id = $1`,
      [await obligationOf('大冶市人民医院')],
    )
    assert.deepEqual(locked, { state: 'province-approved', reason: '省级审批通过' })
    assert.deepEqual([...county.complaints, ...hospital.complaints], [])
  })

  test('4: where there is no county one step less; a provincial hospital goes straight to the province', async ({
    assert,
  }) => {
    const values = { B2: '8000', B3: '15000', B5: '40000', B6: '900' }
    const routes = [
      ['xiantao-yy', '仙桃市第一人民医院', ['xiantao', 'sheng-shenhe']],
      ['sheng-zhyy', '湖北省第一综合医院', ['sheng-shenhe']],
    ] as const
    for (const [login, unit, reviewers] of routes) {
      const { page, complaints } = await sitAtOldPc(login)
      const report = new FillPage(page)
      await report.open(TITLE)
      for (const [address, value] of Object.entries(values)) await report.enterValue(address, value)
      await report.isSaved()
      await report.submit()
      assert.deepEqual(complaints, [])
      for (const reviewer of reviewers) await passAs(await sit(reviewer, '/reviews'), unit)
      const [{ state } = { state: '' }] = await ownerRows<{ state: string }>(
        'select state from submissions where obligation_id = $1',
        [await obligationOf(unit)],
      )
      assert.equal(state, 'province-approved')
    }
  })

  test('5: a 卫生院 fills 卫健统1-3 for its 20 clinics, one at a time', async ({ assert }) => {
    const loaded = await ace(sharedPlatform().database, 'catalogue:load', '--form=WJT-1-3')
    assert.equal(loaded.code, 0, loaded.output)
    const province = await sit('sheng-sheji', '/collections/new')
    const owed = await new CollectionPages(province.page).open({ form: '村卫生室' })
    assert.equal(owed, 260)

    const { page, complaints } = await sitAtOldPc('baoan-wsy', '/fill')
    const clinics = page.getByRole('row').filter({ hasText: '卫生室' })
    await clinics.first().waitFor()
    assert.equal(await clinics.count(), 20)
    const report = new FillPage(page)
    await report.open('卫生室')
    const clinic = await page.locator('h1').innerText()
    assert.match(clinic, /保安镇.+村卫生室/)
    const values = { V0101: clinic, V0201: '2', V0205: '2', V0301: '96.5', V0302: '96.5', V0309: '90', V0401: '1200' }
    for (const [key, value] of Object.entries(values)) await report.enterValue(key, value)
    await report.isSaved()
    assert.deepEqual(await report.findings(), [])
    await report.submit()
    await page.getByRole('link', { name: '填报', exact: true }).first().click()
    await page.getByText('已上报 1 / 20 家').waitFor()
    assert.equal(await clinics.count(), 19, 'what is left to do')
    assert.deepEqual([...complaints, ...province.complaints], [])
  })

  test('6: the analyst opens the number down to the hospital, and exports what the screen shows', async ({
    assert,
  }) => {
    const { page, complaints } = await sit('sheng-fenxi', `/analysis?form=${CODE}`)
    const table = page.getByRole('region', { name: '汇总表' })
    const wuhan = table.getByRole('row').filter({ hasText: '武汉市' })
    await wuhan.waitFor()
    assert.include(await wuhan.innerText(), '8,000', 'a provincial hospital is summed where it stands')
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
    await page.getByRole('button', { name: '下载', exact: true }).click()
    await page.getByRole('menuitem').filter({ hasText: download.suggestedFilename() }).first().waitFor()
    assert.deepEqual(complaints, [])
  })
})
