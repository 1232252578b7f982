import { test } from '@japa/runner'
import type { Browser, Page } from 'playwright-core'
import { codeFor } from '../support/administrators.js'
import { openBrowser, type Seat, takeSeat } from '../support/browser.js'
import { PASSWORD, sharedPlatform } from '../support/world.js'
import { Shell } from './harness/shell_pages.js'

/** Signs an administrator in with password and code. */
async function enter(page: Page, login: string): Promise<void> {
  await page.goto(sharedPlatform().baseUrl)
  await page.getByLabel('账号').fill(login)
  await page.getByLabel('密码').fill(PASSWORD)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByLabel('验证码').waitFor()
  await page.getByLabel('验证码').fill(await codeFor(login))
  await page.getByRole('button', { name: '完成登录' }).click()
  await page.waitForURL(/\/system\//)
}

test.group('the three administrators', (group) => {
  let browser: Browser
  group.setup(async () => {
    browser = await openBrowser('current')
    return () => browser.close()
  })

  test('an account is opened, its holder sets a password, rights are given, and all of it is found in the audit', async ({
    assert,
  }) => {
    const seats: Seat[] = []
    const sit = async () => {
      const seat = await takeSeat(browser)
      seats.push(seat)
      return seat.page
    }

    const system = await sit()
    await enter(system, 'xitong')
    assert.deepEqual(await new Shell(system, sharedPlatform().baseUrl).entries(), ['账号'])
    await system.getByRole('button', { name: '开立账号' }).first().click()
    await system.locator('input#account-unit').fill('大冶市人民')
    await system.getByRole('button', { name: /大冶市人民医院/ }).click()
    await system.getByLabel('姓名', { exact: true }).fill('王小雨')
    await system.getByRole('button', { name: '开立', exact: true }).click()
    await system.locator('wt-slip-dialog').waitFor()
    const [login = '', code = ''] = await system.locator('wt-slip-dialog dd.code').allInnerTexts()
    await system.getByRole('button', { name: '已交付' }).click()

    const person = await sit()
    await new Shell(person, sharedPlatform().baseUrl).signIn(login, code)
    await person.getByText('请先设置一个只有您知道的新密码').waitFor()
    await person.getByLabel(/^当前密码/).fill(code)
    await person.getByLabel('新密码', { exact: true }).fill('Qing-7song8')
    await person.getByLabel('再填一次新密码').fill('Qing-7song8')
    await person.getByRole('button', { name: '修改密码', exact: true }).click()
    await person.getByText('密码已修改').waitFor()

    const security = await sit()
    await enter(security, 'anquan')
    await security.getByRole('searchbox').fill('王小雨')
    await security.getByRole('button', { name: '王小雨' }).click()
    await security.getByRole('button', { name: '授权', exact: true }).click()
    await security.getByLabel('授权依据').fill('申请单 2026-11')
    await security.getByRole('dialog').getByRole('button', { name: '授权', exact: true }).click()
    await security.getByText('已授权给 王小雨').waitFor()

    const audit = await sit()
    await enter(audit, 'shenji')
    await audit.getByLabel('操作').selectOption('grant.')
    const line = audit.locator('tr.leads').filter({ hasText: '申请单 2026-11' })
    await line.getByRole('button').click()
    await audit.getByText(login).last().waitFor()
    for (const { complaints } of seats) assert.deepEqual(complaints, [])
  })
})
