import { test } from '@japa/runner'
import type { Browser } from 'playwright-core'
import type { FormDraft } from '../../workbench/src/app/api/contract.js'
import { openBrowser, type Seat, takeSeat } from '../support/browser.js'
import { actor, PASSWORD, sharedPlatform } from '../support/world.js'
import { DesignerPage } from './harness/designer_page.js'
import { Shell } from './harness/shell_pages.js'

const TITLE = '发热门诊月报表'

/** A small form drawn from nothing: one head row, two inputs, their total. */
async function drawSmallForm(designer: DesignerPage, code: string): Promise<void> {
  await designer.create({ code, title: TITLE, type: '月报' })
  await designer.write('A1', '指标名称')
  await designer.makeIt('表头')
  await designer.write('B1', '数量')
  await designer.makeIt('表头')
  await designer.write('A2', '2.10 发热门诊人次')
  await designer.write('A3', '其中：儿童')
  await designer.write('A4', '合计')
  await designer.bindToNew('B2', { code: `${code}A`, unit: '人次' })
  await designer.bindToNew('B3', { code: `${code}B`, unit: '人次' })
  await designer.typeFormula('B4', 'B2 + B3')
  await designer.addRule({ severity: '强制性', formula: 'B2 >= B3', message: '儿童人次不应超过发热门诊人次' })
}

test.group('The form designer', (group) => {
  let browser: Browser
  let seat: Seat
  let designer: DesignerPage

  group.setup(async () => {
    browser = await openBrowser('current')
    return () => browser.close()
  })

  group.each.setup(async () => {
    const { baseUrl } = sharedPlatform()
    seat = await takeSeat(browser)
    await new Shell(seat.page, baseUrl).signIn('sheng-sheji', PASSWORD)
    designer = new DesignerPage(seat.page, baseUrl)
    return () => seat.context.close()
  })

  test('bindings, formulas and rules hold when a row is inserted above, undone and the form is published', async ({
    assert,
  }) => {
    await drawSmallForm(designer, 'FR1')
    assert.include(await designer.problems(), '请设置填报范围：哪些机构应报本表。')

    await designer.insertRowAbove('A2')
    await designer.isNotBound('B2')
    await designer.isBound('B3', 'FR1A')
    await designer.isBound('B4', 'FR1B')
    await designer.hasFormula('B5', 'B3 + B4')
    assert.deepEqual(await designer.ruleFormulas(), ['B3 >= B4'])

    await designer.tool('撤销')
    await designer.isBound('B2', 'FR1A')
    await designer.hasFormula('B4', 'B2 + B3')
    assert.deepEqual(await designer.ruleFormulas(), ['B2 >= B3'])

    await designer.fillLegalHead({
      表号: '鄂卫统1表',
      制定机关: '湖北省卫生健康委员会',
      批准机关: '湖北省统计局',
      批准文号: '鄂统制〔2026〕1号',
      有效期至: '2028-12',
    })
    await designer.limitScopeTo('医院', '卫生院')
    assert.deepEqual(await designer.problems(), [])
    await designer.publish()

    const published = await (await actor('sheng-sheji')).get<FormDraft>(`/form-versions/${designer.versionId}`)
    const { template, version } = published.body
    assert.equal(version.state, 'published')
    assert.deepEqual(
      template.cells.map(({ text, role, binding, formula }) => [text, role, binding?.key ?? formula]),
      [
        ['指标名称', 'head', null],
        ['数量', 'head', null],
        ['2.10 发热门诊人次', 'label', null],
        ['', 'input', 'FR1A'],
        ['其中：儿童', 'label', null],
        ['', 'input', 'FR1B'],
        ['合计', 'label', null],
        ['', 'computed', '[FR1A] + [FR1B]'],
      ],
    )
    assert.deepEqual(
      template.indicators.map(({ name }) => name),
      ['发热门诊人次', '儿童'],
    )
    assert.equal(template.scope, 'OR(STARTS(ORG.category, "A"), STARTS(ORG.category, "C"))')
    assert.deepEqual(seat.complaints, [])
  })

  test('a binding is undone and redone like any other change, and a deleted row brings its cells back', async ({
    assert,
  }) => {
    await drawSmallForm(designer, 'FR2')
    await designer.tool('撤销') // the rule
    await designer.tool('撤销') // the formula
    await designer.tool('撤销') // the role of B4
    await designer.tool('撤销') // the binding of B3
    await designer.isNotBound('B3')
    await designer.tool('重做')
    await designer.isBound('B3', 'FR2B')

    await designer.select('A2:A3')
    await designer.tool('删行')
    await designer.isSaved()
    await designer.isNotBound('B2')
    await designer.tool('撤销')
    await designer.isBound('B2', 'FR2A')
    await designer.isBound('B3', 'FR2B')
    assert.deepEqual(seat.complaints, [])
  })
})
