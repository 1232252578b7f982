import { test } from '@japa/runner'
import type { Browser } from 'playwright-core'
import type { Template } from '../../designer/src/template/index.js'
import type { FormDraft } from '../../workbench/src/app/api/contract.js'
import { openBrowser, type Seat, takeSeat } from '../support/browser.js'
import { actor, PASSWORD, sharedPlatform } from '../support/world.js'
import { BEFORE, COMMANDS, drawn, type Hands, pictureOf } from './edit_cases.js'
import { DesignerPage } from './harness/designer_page.js'
import { DesignSheet } from './harness/design_sheet.js'
import { Shell } from './harness/shell_pages.js'

test.group('Every edit of the design sheet', (group) => {
  let browser: Browser
  let seat: Seat
  let designer: DesignerPage
  let hands: Hands
  let original: Template
  let versionId = ''
  /** Whether the sheet is as it was drawn. */
  let whole = false

  group.setup(async () => {
    browser = await openBrowser('current')
    seat = await takeSeat(browser)
    await seat.context.grantPermissions(['clipboard-read', 'clipboard-write'])
    const { baseUrl } = sharedPlatform()
    await new Shell(seat.page, baseUrl).signIn('sheng-sheji', PASSWORD)
    const { body } = await (
      await actor('sheng-sheji')
    ).post<FormDraft>('/forms', { code: 'EDITS', title: '编辑命令', periodType: 'month' })
    versionId = body.version.id
    designer = new DesignerPage(seat.page, baseUrl)
    original = drawn(body.template)
    hands = { page: seat.page, designer, sheet: new DesignSheet(seat.page, () => original) }
    return () => browser.close()
  })

  group.each.setup(async () => {
    if (whole) return
    const client = await actor('sheng-sheji')
    const { body } = await client.get<FormDraft>(`/form-versions/${versionId}`)
    await client.put(`/form-versions/${versionId}`, { revision: body.revision, template: original })
    await seat.page.goto('about:blank')
    await designer.open(versionId)
  })

  test('keeps every binding, and is undone and redone as one step: {name}')
    .with([...COMMANDS])
    .run(async ({ assert }, { act, after, says, steps = 1 }) => {
      whole = false
      const { page, sheet } = hands
      const repeat = async (tool: string) => {
        for (let at = 0; at < steps; at += 1) await designer.tool(tool)
      }
      const changed = await sheet.saved(() => act(hands))
      const expected = Object.entries({ ...BEFORE, ...after }).filter(([, what]) => what !== null)
      assert.deepEqual(pictureOf(changed), Object.fromEntries(expected) as Record<string, string>)
      assert.lengthOf(new Set(changed.cells.map(({ id }) => id)), changed.cells.length)
      if (says) assert.match(await page.locator('.wt-sheet-notice').innerText(), says)

      assert.deepEqual(await sheet.saved(() => repeat('撤销')), original)
      assert.deepEqual(await sheet.saved(() => repeat('重做')), changed)
      assert.deepEqual(await sheet.saved(() => repeat('撤销')), original)
      whole = true
      assert.deepEqual(seat.complaints, [])
    })
})
