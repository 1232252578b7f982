import { test } from '@japa/runner'
import type { Browser } from 'playwright-core'
import { openBrowser, takeSeat } from '../support/browser.js'
import { buildForm } from '../support/forms.js'
import { actor, PASSWORD, sharedPlatform } from '../support/world.js'
import { workbook } from '../functional/indicators/workbooks.js'
import { Shell } from './harness/shell_pages.js'

test.group('The dictionary', (group) => {
  let browser: Browser

  group.setup(async () => {
    browser = await openBrowser('current')
    return () => browser.close()
  })

  test('an indicator is found, changed, seen where it is used, and imported', async ({ assert }) => {
    const form = await buildForm(await actor('sheng-sheji'))
    const { page, complaints } = await takeSeat(browser)
    const shell = new Shell(page, sharedPlatform().baseUrl)
    await shell.signIn('sheng-sheji', PASSWORD, '/design/indicators')
    await page.getByLabel('编码、名称或拼音首字母').fill(form.keys.visits)
    await page.waitForURL(/search=/)
    await page.locator(`a[href$="/${form.keys.visits}"]`).click()
    await page.getByRole('heading', { name: '诊疗人次', level: 1 }).waitFor()
    await page.getByRole('button', { name: '修改' }).click()
    await page.getByLabel('指标解释').fill('报告期内诊疗的总人次数。')
    await page.getByRole('button', { name: '保存' }).click()
    await shell.says('已保存')
    await page.getByText('有 1 个已发布的版本沿用发布时的定义').waitFor()
    assert.include(await page.locator('wt-change-list').innerText(), '指标解释：（空） → 报告期内诊疗的总人次数。')
    await page.getByRole('link', { name: `${form.template.title} C3` }).click()
    await page.waitForURL(/\/design\/forms\/\d+\?cell=i_visits$/)
    await page.locator('aside').getByText('C3', { exact: true }).waitFor()

    await page.goto(`${sharedPlatform().baseUrl}/design/indicators/-/import`)
    const buffer = await workbook([
      ['编码', '名称', '类型'],
      [`B${process.pid}_new`, '浏览器导入', '整数'],
      ['1x', '编码不对', '整数'],
    ])
    const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
    await page.locator('input[type=file]').setInputFiles({ name: '指标.xlsx', mimeType, buffer })
    await page.getByText('有 1 行不能导入，将跳过；其余 1 行可以导入。').waitFor()
    await page.getByText('A3：').waitFor()
    await page.getByRole('button', { name: '导入 1 行' }).click()
    await page.getByText('已导入：新增 1 条').waitFor()
    assert.deepEqual(complaints, [])
  })

  test('a code list gets a new version: edited, compared, published', async ({ assert }) => {
    const { page, complaints } = await takeSeat(browser)
    const shell = new Shell(page, sharedPlatform().baseUrl)
    await shell.signIn('sheng-sheji', PASSWORD)
    await shell.goTo('代码表')
    await page.getByLabel('按编码或名称查找').fill('hospital_grade')
    await page.waitForURL(/search=/)
    await page.getByRole('link', { name: '医院等次' }).click()
    await page.getByRole('button', { name: '起草新版本' }).click()
    await page.getByRole('button', { name: '新增代码' }).click()
    await page.locator('#code-in-hand').fill('1')
    await page.getByLabel('名称', { exact: true }).fill('特等')
    await page.getByLabel('上级代码').focus()
    await page.getByText('重复，请删去一项或改代码').waitFor()
    assert.isTrue(await page.getByRole('button', { name: '保存草稿' }).isDisabled())
    await page.locator('#code-in-hand').fill('8')
    await page.getByLabel('上级代码').focus()
    await page.getByRole('button', { name: '保存草稿' }).click()
    await shell.says('草稿已保存')
    await page.locator('#compare').selectOption({ index: 1 })
    await page.getByText('新增 1 条。').waitFor()
    await page.getByRole('button', { name: '发布', exact: true }).click()
    await page.getByLabel('生效日期').fill('2027-01-01')
    await page.getByRole('dialog').getByRole('button', { name: '发布' }).click()
    await shell.says('第 2 版已发布')
    await page.getByRole('button', { name: '起草新版本' }).waitFor()
    await page.locator('wt-code-tree').getByRole('row', { name: '8 特等', exact: true }).waitFor()
    assert.deepEqual(complaints, [])
  })
})
