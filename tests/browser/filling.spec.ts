import { test } from '@japa/runner'
import type { Template } from '@weitong/designer/template'
import type { Browser, Page } from 'playwright-core'
import { describe, intranetUrl, openBrowser, type Seat, takeSeat } from '../support/browser.js'
import { type BuiltForm, buildForm, openCollection } from '../support/forms.js'
import { actor, ownerRows, PASSWORD, sharedPlatform } from '../support/world.js'
import type { CodeListEntry as CodeList } from '../../workbench/src/app/api/contract.js'
import { FillPage } from './harness/fill_page.js'
import { Shell } from './harness/shell_pages.js'

const [VISITS, STAYS, TOTAL, INCOME] = ['C3', 'C4', 'C5', 'C6'] as const
const [KIND, FOREIGN] = ['C8', 'C10'] as const
type Indicator = Template['indicators'][number]

/** A code list of the platform. */
const LIST = 'hospital_level'

/** Two sections more than the small form has: one with a code, one that is for private hospitals only. */
function withSections(template: Template, [kind, foreign]: readonly Indicator[], list: CodeList): Template {
  const [label, input, head] = ['l_visits', 'i_visits', 'title'].map((id) =>
    template.cells.find((cell) => cell.id === id),
  )
  if (!label || !input || !head || !kind || !foreign) throw new Error('the small form has changed')
  const line = (at: string, key: string, text: string): Template['cells'] => [
    { ...label, id: `l_${at}`, row: `r_${at}`, text },
    {
      ...input,
      id: `i_${at}`,
      row: `r_${at}`,
      required: false,
      binding: { key, indicator: key, rowItem: null, columnItem: null, offset: 0 },
    },
  ]
  const heading = (at: string, text: string): Template['cells'][number] => ({
    ...head,
    id: `h_${at}`,
    row: `r_h_${at}`,
    role: 'section',
    text,
  })
  return {
    ...template,
    sections: [
      ...template.sections,
      { id: 's_open', title: '二、医院级别', when: null },
      { id: 's_private', title: '三、民营医院填报', when: 'ORG.ownership = "private"' },
    ],
    rows: [
      ...template.rows,
      ...['h_open', 'open'].map((id) => ({ id: `r_${id}`, sectionId: 's_open', height: 28 })),
      ...['h_private', 'private'].map((id) => ({ id: `r_${id}`, sectionId: 's_private', height: 28 })),
    ],
    cells: [
      ...template.cells,
      heading('open', '二、医院级别'),
      ...line('open', kind.code, '医院级别'),
      heading('private', '三、民营医院填报'),
      ...line('private', foreign.code, '外方投资'),
    ],
    indicators: [...template.indicators, kind, foreign],
    codeLists: [{ code: list.code, title: list.title, items: list.items.map(({ code, name }) => ({ code, name })) }],
    rules: template.rules.map((rule) => (rule.code === 'W001' ? { ...rule, hint: 'unit-slip' } : rule)),
  }
}

function indicator(code: string, rest: Partial<Indicator>): Indicator {
  const basic = { type: 'integer', decimals: 0, aggregation: 'sum', ratio: null, codeList: null } as const
  return { code, name: code, unit: '', definition: '', ...basic, ...rest }
}

/** The old browser runs in one process, which ends with its first context: each test opens one of its own. */
for (const kind of ['current', 'old'] as const) fillIn(kind)

function fillIn(kind: 'current' | 'old'): void {
  test.group(`Filling a report as in a spreadsheet, ${kind} browser`, (group) => {
    let browser: Browser
    let form: BuiltForm
    let path: string
    let seat: Seat
    let page: Page
    let report: FillPage

    group.setup(async () => {
      const designer = await actor('sheng-sheji')
      const prefix = `F${process.pid}${kind}`
      const indicators = [
        indicator(`${prefix}_kind`, { type: 'code', decimals: null, aggregation: 'count-by-code', codeList: LIST }),
        indicator(`${prefix}_foreign`, {}),
      ]
      for (const each of indicators) await designer.expect('IndicatorEntry', designer.post('/indicators', each), 201)
      const list = await designer.expect('CodeListEntry', designer.get<CodeList>(`/code-lists/${LIST}`))
      form = await buildForm(designer, { change: (template) => withSections(template, indicators, list) })
      await openCollection(designer, form)
      const [owed] = await ownerRows<{ id: string }>(
        `select o.id from obligations o join collections c on c.id = o.collection_id
       where c.form_version_id = $1 and o.name = '大冶市人民医院'`,
        [form.versionId],
      )
      path = `/fill/${owed?.id ?? ''}`
    })

    group.each.setup(async () => {
      browser = await openBrowser(kind)
      seat = await takeSeat(browser)
      page = seat.page
      report = new FillPage(page)
      const { baseUrl } = sharedPlatform()
      await new Shell(page, kind === 'old' ? intranetUrl(baseUrl) : baseUrl).signIn('daye-rmyy', PASSWORD, path)
      await page.locator('wt-sheet [data-cell]').first().waitFor()
      return async (failed) => {
        if (failed) await describe(page)
        await browser.close()
      }
    })

    test('keys do what they do in a spreadsheet, and totals follow each of them', async ({ assert }) => {
      assert.equal(await report.focused(), VISITS, 'ready to type')
      await report.type('９００')
      assert.equal(await report.valueOf(TOTAL), '900', 'before Enter')
      await report.press('Enter')
      assert.equal(await report.focused(), STAYS)
      await report.type('40')
      await report.press('Tab')
      assert.equal(await report.focused(), INCOME, 'the computed cell is passed over')
      assert.equal(await report.valueOf(TOTAL), '940')
      await report.press('ArrowUp')
      assert.equal(await report.focused(), TOTAL, 'arrows stop at it')
      assert.match(await report.aboutCell(), /由系统计算 = 诊疗人次 \+ 出院人数/)
      await report.type('5')
      assert.equal(await report.valueOf(TOTAL), '940', 'and it takes no input')

      await report.press('ArrowUp', 'F2', 'Backspace', 'Enter')
      assert.equal(await report.valueOf(STAYS), '4')
      await report.press('Control+z')
      assert.deepEqual([await report.valueOf(STAYS), await report.focused()], ['40', STAYS])
      await report.press('Control+y')
      assert.equal(await report.valueOf(STAYS), '4')
      await report.type('77')
      await report.press('Escape')
      assert.deepEqual([await report.valueOf(STAYS), await report.valueOf(TOTAL)], ['4', '904'])
      await report.press('Delete')
      assert.deepEqual([await report.valueOf(STAYS), await report.valueOf(TOTAL)], ['', '900'])
      await report.press('Control+z')
      await report.isSaved()
      assert.deepEqual(seat.complaints, [])
    })

    test('an input method may stay on', async ({ assert }) => {
      await report.select(INCOME)
      await report.compose('１２３', '１，２３４。５')
      await report.press('Enter')
      assert.equal(await report.valueOf(INCOME), '1,234.50')
      await report.enterValue(INCOME, '一百')
      assert.equal(await report.valueOf(INCOME), '一百')
      assert.match((await report.findings()).join(), /“一百”不能识别/)
      await report.press('Control+z')
      await report.isSaved()
      assert.deepEqual(seat.complaints, [])
    })

    test('a pasted block says what landed where, and is one step to undo', async ({ assert }) => {
      await report.enterValue(VISITS, '1')
      await report.paste(VISITS, '1,200\n30\n999\n12.5')
      assert.match(await report.notes(), /粘贴 4 格：写入 3 格，跳过 1 格。\s*C5 “999”：由系统计算/)
      assert.deepEqual([await report.valueOf(VISITS), await report.valueOf(TOTAL)], ['1,200', '1,230'])
      await report.select(VISITS)
      await report.press('Shift+ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowDown')
      assert.equal(await report.copied(), '1200\r\n30\r\n1230\r\n12.5')
      await report.press('Control+z')
      assert.equal(await report.valueOf(VISITS), '1')
      await report.isSaved()
      assert.deepEqual(seat.complaints, [])
    })

    test('元 filled as 千元 are offered ÷ 1000 with a preview', async ({ assert }) => {
      await report.enterValue(INCOME, '860500')
      assert.match(await report.notes(), /疑似按元填报/)
      await page.getByRole('button', { name: '查看并换算' }).click()
      const dialog = page.getByRole('dialog')
      assert.match(await dialog.innerText(), /860,500\.00\s+860\.50/)
      await dialog.getByRole('button', { name: '全部除以 1000' }).click()
      await dialog.waitFor({ state: 'detached' })
      assert.equal(await report.valueOf(INCOME), '860.50')
      await report.select(INCOME)
      await report.press('Control+z')
      assert.equal(await report.valueOf(INCOME), '860,500.00')
      await report.press('Control+y')
      await report.isSaved()
      assert.deepEqual(seat.complaints, [])
    })

    test('sections come with the form: one takes a code, one is not for this unit', async ({ assert }) => {
      await report.select(KIND)
      await report.press('F2', 'ArrowDown', 'Enter')
      assert.equal(await report.valueOf(KIND), '2 二级')
      await report.enterValue(KIND, '三')
      assert.equal(await report.valueOf(KIND), '3 三级')
      await page.getByText('本单位不适用，不用填').waitFor()
      await report.enterValue(FOREIGN, '7')
      assert.equal(await report.valueOf(FOREIGN), '—')
      assert.match(await report.aboutCell(), /不适用/)
      await report.isSaved()
      assert.deepEqual(seat.complaints, [])
    })

    test('what is typed without a network outlives a reload and goes out when it is back', async ({ assert }) => {
      // Requests fail by rule and not by the browser's own offline switch, which lets one through now and then; and one
      // handler stays, since taking it away while the page loads can lose a request.
      let lost = /\/api\//
      await page.route('**/api/**', (route) =>
        lost.test(route.request().url()) ? route.abort('internetdisconnected') : route.continue(),
      )
      await report.enterValue(VISITS, '4321')
      await page.getByRole('status', { name: '保存状态' }).getByText('未保存：网络不通，将自动重试').waitFor()
      page.once('dialog', (dialog) => void dialog.accept())
      // The page goes before its next try: nothing but what the browser has kept can bring the value back.
      lost = /\/save$/
      await page.reload()
      lost = /^$/
      await page.locator('wt-sheet [data-cell]').first().waitFor()
      assert.equal(await report.valueOf(VISITS), '4,321')
      await report.isSaved()
      const [stored] = await ownerRows<{ draft: Record<string, string> }>(
        'select draft from submissions where obligation_id = $1',
        [path.slice('/fill/'.length)],
      )
      assert.equal(stored?.draft[form.keys.visits], '4321')
    })
  })
}
