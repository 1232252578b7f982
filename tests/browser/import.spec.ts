import { test } from '@japa/runner'
import type { Browser } from 'playwright-core'
import type { FormDraft } from '../../workbench/src/app/api/contract.js'
import { type HandSheet, writeLayout } from '../load/recognition/layout.js'
import { writeClipboard } from '../load/recognition/other_carriers.js'
import { openBrowser, type Seat, takeSeat } from '../support/browser.js'
import { openCollection } from '../support/forms.js'
import { actor, PASSWORD, sharedPlatform } from '../support/world.js'
import { DesignerPage } from './harness/designer_page.js'
import { FillPage } from './harness/fill_page.js'
import { ImportPage } from './harness/import_page.js'
import { Shell } from './harness/shell_pages.js'

const TITLE = '互联网诊疗月报表'

/** As the ministry would send it. */
function sheet(more: readonly string[] = []): HandSheet {
  const rows = [
    [TITLE],
    ['表号：鄂卫统月9表', null, null],
    ['制定机关：湖北省卫生健康委员会', null, null],
    ['批准机关：湖北省统计局', null, null],
    ['批准文号：鄂统制〔2026〕9号', null, null],
    ['有效期至：2028年12月', null, null],
    ['指标名称', '计量单位', '数量'],
    ['网上挂号人次', '人次'],
    ['　其中：当日号', '人次'],
    ['网上复诊人次', '人次'],
    ['处方流转张数', '张'],
    ...more.map((item) => [item, '人次']),
    ['单位负责人：　　填表人：　　联系电话：　　报出日期：'],
  ]
  const merges = ['A1:C1', ...[2, 3, 4, 5, 6, rows.length].map((row) => `A${row}:C${row}`)]
  return { name: '表一', rows, merges, border: `A7:C${rows.length - 1}`, inputs: {} }
}

const file = (more?: readonly string[]): Promise<Buffer> => writeLayout({ title: '', sheets: [sheet(more)] })

test.group('A form starts from a file', (group) => {
  let browser: Browser
  let seat: Seat
  let importing: ImportPage

  group.setup(async () => {
    browser = await openBrowser('current')
    return () => browser.close()
  })

  group.each.setup(async () => {
    const { baseUrl } = sharedPlatform()
    seat = await takeSeat(browser)
    await new Shell(seat.page, baseUrl).signIn('sheng-sheji', PASSWORD)
    importing = new ImportPage(seat.page, baseUrl)
    return () => seat.context.close()
  })

  test('import, fix, publish, fill; then a changed file changes the next version', async ({ assert }) => {
    const api = await actor('sheng-sheji')
    const known = {
      code: 'WLFZ01',
      name: '互联网医院复诊量',
      type: 'integer',
      unit: '人次',
      decimals: 0,
      aggregation: 'sum',
      ratio: null,
      codeList: null,
      definition: '',
    }
    await api.expect('IndicatorEntry', api.post('/indicators', known), 201)
    await importing.open()
    assert.match(await importing.refused('改名.xlsx', Buffer.from('指标,数量\n床位,3\n')), /不是 xlsx/)
    await importing.choose('月报.xlsx', await file())
    assert.match(await importing.summary(), /认出 4 个填报格/)

    await importing.pick('C10')
    await importing.bindTo('WLFZ01')
    await importing.pick('C11')
    await importing.defineAs('电子处方流转张数')
    await importing.pick('C8')
    await importing.press('Enter')
    await importing.pick('C9')
    await importing.press('Delete', 'ArrowUp', 'Backspace', 'Enter')
    assert.deepEqual(await importing.outcomes(), {
      C8: '新建指标 ✓',
      C9: '新建指标 ✓',
      C10: '对上指标 ✓',
      C11: '新建指标 ✓',
    })
    // What was decided outlives the page.
    await seat.page.reload()
    assert.match(await importing.summary(), /对上指标 1，新建 3/)
    assert.match(await importing.tab('审核关系'), /当日号不应大于网上挂号人次/)
    await importing.makeDraft('WLW-1')

    const designer = new DesignerPage(seat.page, sharedPlatform().baseUrl)
    await designer.isDrawn()
    await designer.limitScopeTo('医院')
    assert.deepEqual(await designer.problems(), [])
    await designer.publish()
    const draft = await api.expect('FormDraft', api.get<FormDraft>(`/form-versions/${designer.versionId}`))
    const { template } = draft
    const keys = template.cells.flatMap(({ binding }) => (binding ? [binding.key] : []))
    assert.deepEqual(keys, ['WLW1_001', 'WLW1_002', 'WLFZ01', 'WLW1_003'])
    const noKeys = { visits: '', stays: '', total: '', income: '' }
    const form = { formId: draft.formId, versionId: draft.version.id, code: template.code, template, keys: noKeys }
    await openCollection(api, form)

    const filler = await takeSeat(browser)
    await new Shell(filler.page, sharedPlatform().baseUrl).signIn('daye-rmyy', PASSWORD)
    const report = new FillPage(filler.page)
    await report.open(TITLE)
    await report.enterValue('WLW1_001', '100')
    await report.enterValue('WLW1_002', '101')
    assert.match((await report.findings()).join(), /当日号不应大于网上挂号人次/)
    await filler.context.close()

    await seat.page.getByRole('link', { name: '从文件更新' }).click()
    await importing.choose('月报（修订）.xlsx', await file(['网上咨询人次']))
    const changes = await importing.tab('与现在的差异')
    assert.match(changes, /新增填报格[\s\S]*网上咨询人次/)
    assert.notMatch(changes, /删除填报格/)
    await importing.updateDraft('起草新版本')
    await designer.isDrawn()
    const next = await api.expect('FormDraft', api.get<FormDraft>(`/form-versions/${designer.versionId}`))
    assert.deepEqual([next.version.number, next.version.state], [2, 'draft'])
    assert.equal(next.template.scope, template.scope)
    assert.deepEqual(
      next.template.cells.flatMap(({ binding }) => (binding ? [binding.key] : [])),
      [...keys, 'WLW1_004'],
    )
    assert.deepEqual(seat.complaints, [])
  }).timeout(180_000)

  test('a table pasted out of Excel is recognised like a file', async ({ assert }) => {
    await importing.open()
    await importing.paste(writeClipboard(sheet()).toString())
    assert.match(await importing.summary(), /认出 4 个填报格/)
    assert.deepEqual(seat.complaints, [])
  })
})
