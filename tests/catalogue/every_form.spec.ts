import { mkdirSync } from 'node:fs'
import { test } from '@japa/runner'
import { Period } from '@weitong/designer/period'
import { layoutOf, type Template } from '@weitong/designer/template'
import type { Browser } from 'playwright-core'
import type { CollectionSummary, FormSummary } from '../../workbench/src/app/api/contract.js'
import { shippedForms } from '../kernel/support/forms.js'
import { ace } from '../support/ace.js'
import { openBrowser, takeSeat } from '../support/browser.js'
import { actor, CLOCK, ownerRows, PASSWORD, sharedPlatform } from '../support/world.js'
import { FillPage } from '../browser/harness/fill_page.js'
import { Shell } from '../browser/harness/shell_pages.js'

/** Where to leave a picture of every form, for looking at them beside the paper. */
const PICTURES = process.env['CATALOGUE_PICTURES']

/** Kinds of units that the demo tree has none of with somebody to fill: clinics that report themselves, blood stations. */
const LENT = ['D211', 'F100']

/** The newest version of every shipped form. */
const newest = new Map(shippedForms.map(({ template }) => [template.code, template]))

test.group('The catalogue: every form is opened, filled and submitted', (group) => {
  let browser: Browser
  let forms: readonly FormSummary[]

  group.setup(async () => {
    const { code, output } = await ace(sharedPlatform().database, 'catalogue:load')
    if (code !== 0) throw new Error(output)
    const designer = await actor('sheng-sheji')
    forms = await designer.expect('FormSummary[]', designer.get<FormSummary[]>('/forms'))
    for (const category of LENT) await lendUnit(category)
    browser = await openBrowser('current')
    if (PICTURES) mkdirSync(PICTURES, { recursive: true })
    return () => browser.close()
  })

  for (const template of newest.values()) {
    test(`${template.code} ${template.title}`, async ({ assert }) => {
      const { login, path } = await openFor(template, forms)
      const { page, context, complaints } = await takeSeat(browser)
      await page.setViewportSize({ width: 1440, height: 900 })
      await new Shell(page, sharedPlatform().baseUrl).signIn(login, PASSWORD, path)
      const report = new FillPage(page)
      await page.locator('wt-sheet [data-cell]').first().waitFor()

      const marks = await page.locator('wt-form-marks').allInnerTexts()
      assert.equal(marks.join().includes('待核对'), template.unverified !== undefined)
      assert.equal(marks.join().includes('敏感'), template.secrecy === 'sensitive')
      if (PICTURES) await page.screenshot({ path: `${PICTURES}/${template.code}-empty.png` })

      for (const { address, block } of columnsToPaste(template)) await report.paste(address, block)
      if (template.code === 'HB-NETSEC') {
        const act = (name: string) => page.getByRole('toolbar', { name: '行' }).getByRole('button', { name }).click()
        await act('复制本行')
        await page.getByText('第 2 行：信息系统名称与其他行重复').first().waitFor()
        await act('删除本行')
        await page.getByText('与其他行重复').first().waitFor({ state: 'detached' })
        await report.isSaved()
      }
      await report.isSaved()
      await report.check()
      for (const field of await page.locator('textarea[id^=explanation-]').all()) await field.fill('零报告，已核实')
      await report.isSaved()
      if (PICTURES) await page.screenshot({ path: `${PICTURES}/${template.code}-filled.png` })
      assert.deepEqual(await page.locator('wt-finding-list .finding.error .message').allInnerTexts(), [])
      assert.match(await report.submit(), /^[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}$/)
      assert.deepEqual(complaints, [])
      await context.close()
    }).timeout(60_000)
  }
})

/** Makes a 卫生院 far from the units of other specs a unit of another kind. */
async function lendUnit(category: string): Promise<void> {
  await ownerRows(
    `update organisations set category = $1 where id = (
       select o.id from organisations o join accounts a on a.organisation_id = o.id
         join account_grants g on g.account_id = a.id and g.role = 'filler'
       where o.kind = 'institution' and o.reporter_id is null and o.category like 'C%' order by o.id desc limit 1)`,
    [category],
  )
}

/** Opens the collection of the last period and finds a unit that owes the report and has somebody to fill it. */
async function openFor(template: Template, forms: readonly FormSummary[]): Promise<{ login: string; path: string }> {
  const designer = await actor('sheng-sheji')
  const versions = forms.find(({ code }) => code === template.code)?.versions ?? []
  const formVersionId = versions.find(({ edition }) => edition === template.edition)?.id
  const period = Period.of(template.periodType, CLOCK.slice(0, 10)).shift(-1).key
  const due = '2026-11-25'
  const days = { due, dueCounty: due, dueCity: due, dueProvince: due }
  const opened = await designer.expect(
    'CollectionSummary',
    designer.post<CollectionSummary>('/collections', { formVersionId, period, ...days }),
    201,
  )
  const [owed] = await ownerRows<{ id: string; login: string }>(
    `select o.id, a.login from obligations o
       join accounts a on a.organisation_id = coalesce(o.reporter_id, o.organisation_id)
       join account_grants g on g.account_id = a.id and g.role = 'filler'
     where o.collection_id = $1 order by o.id limit 1`,
    [opened.id],
  )
  if (!owed) throw new Error(`nobody owes ${template.code}`)
  return { login: owed.login, path: `/fill/${owed.id}` }
}

/** A report of nothing, column by column as somebody would paste it: 0, the first code of a list, a word, a place in 湖北. */
function columnsToPaste(template: Template): { address: string; block: string }[] {
  const layout = layoutOf(template)
  const inputs = template.cells.filter(({ role }) => role === 'input')
  const columns = new Set(inputs.map(({ column }) => column))
  if (template.roster) {
    const line = inputs.map(({ binding }) => contentOf(template, binding?.indicator ?? ''))
    return inputs.slice(0, 1).map((cell) => ({ address: layout.addressOf(cell), block: line.join('\t') }))
  }
  return [...columns].map((column) => {
    const cells = new Map(inputs.filter((cell) => cell.column === column).map((cell) => [cell.row, cell]))
    const rows = template.rows.map(({ id }) => id)
    const first = rows.findIndex((id) => cells.has(id))
    const last = rows.findLastIndex((id) => cells.has(id))
    const lines = rows.slice(first, last + 1).map((id) => {
      const cell = cells.get(id)
      return cell ? contentOf(template, cell.binding?.indicator ?? '') : ''
    })
    const top = cells.get(rows[first] ?? '')
    return { address: top ? layout.addressOf(top) : '', block: lines.join('\n') }
  })
}

/** What makes a record of ones hold together: sums of its parts, codes with their check digits, days in order. */
const RECORD: Readonly<Record<string, string>> = {
  N041_ZFY: '24',
  N041_MAF: '0',
  N041_CSRQ: '2025-10-08',
  N041_XSECSTZ: '3000',
  OP_ZFY: '5',
  N02_SFZJHM: '420102198503070012',
  N02_CSRQ: '1985-03-07',
  N02_XBDM: '1',
  N02_CJGZRQ: '2005-07-01',
  ORG_ZZJGDM: '123456788',
  ORG_TYSHXYDM: '124201021234567885',
  ORG_KYSJ: '2005-07-01',
  ORG_XZQHDM: '420102',
}

function contentOf({ indicators, codeLists, kind }: Template, code: string): string {
  const fitting = RECORD[code]
  if (fitting !== undefined) return fitting
  const indicator = indicators.find((each) => each.code === code)
  if (indicator?.type === 'code') {
    return codeLists.find((list) => list.code === indicator.codeList)?.items[0]?.code ?? ''
  }
  if (indicator?.type === 'date') return '2026-10-08'
  if (indicator?.name.includes('经度')) return '114.3'
  if (indicator?.name.includes('纬度')) return '30.5'
  if (kind === 'roster' && indicator?.type !== 'text') return '1'
  return indicator?.type === 'text' ? '测试' : '0'
}
