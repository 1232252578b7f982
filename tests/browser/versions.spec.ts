import { test } from '@japa/runner'
import type { Browser } from 'playwright-core'
import type { FormDraft } from '../../workbench/src/app/api/contract.js'
import { openBrowser, type Seat, takeSeat } from '../support/browser.js'
import { buildForm, type BuiltForm } from '../support/forms.js'
import type { Client } from '../support/http_client.js'
import { actor, PASSWORD, sharedPlatform } from '../support/world.js'
import { DesignerPage } from './harness/designer_page.js'
import { Shell } from './harness/shell_pages.js'
import { VersionPages } from './harness/version_pages.js'

/** The draft of version 2 of a published form of its own. */
async function begin(api: Client): Promise<{ form: BuiltForm; draft: FormDraft; path: string }> {
  const form = await buildForm(api)
  const { body: draft } = await api.post<FormDraft>(`/forms/${form.formId}/drafts`, { fromVersionId: form.versionId })
  return { form, draft, path: `/form-versions/${draft.version.id}` }
}

test.group('Versions of a form', (group) => {
  let browser: Browser
  let seat: Seat
  let designer: DesignerPage
  let versions: VersionPages
  let api: Client

  group.setup(async () => {
    browser = await openBrowser('current')
    return () => browser.close()
  })

  group.each.setup(async () => {
    const { baseUrl } = sharedPlatform()
    seat = await takeSeat(browser)
    await new Shell(seat.page, baseUrl).signIn('sheng-sheji', PASSWORD)
    designer = new DesignerPage(seat.page, baseUrl)
    versions = new VersionPages(seat.page, baseUrl)
    api = await actor('sheng-sheji')
    return () => seat.context.close()
  })

  test('what differs between two versions is read section by section, and every entry leads to its cell', async ({
    assert,
  }) => {
    const { form, draft, path } = await begin(api)
    const { template } = draft
    const [title, ...rows] = template.rows
    await api.put(path, {
      revision: draft.revision,
      template: {
        ...template,
        // A row put in above everything, one taken out, one renamed and made compulsory, one rule dropped and one loosened.
        rows: [title, { id: 'r_new', sectionId: null, height: 28 }, ...rows],
        cells: template.cells
          .filter(({ row }) => row !== 'r_income')
          .map((cell) => {
            if (cell.id === 'l_stays') return { ...cell, text: '其中：出院人数' }
            return cell.id === 'i_stays' ? { ...cell, required: true } : cell
          }),
        rules: template.rules
          .filter(({ code }) => code === 'E001')
          .map((rule) => ({ ...rule, severity: 'warning', message: '诊疗人次一般不少于出院人数' })),
      },
    })
    await versions.compare(`v${form.versionId}`, `v${draft.version.id}`)
    assert.deepEqual(await versions.entries(), [
      ['一、服务量', '改要求 出院人数 C5 必填 不必填 → 必填'],
      ['一、服务量', '改文字 出院人数 A5 出院人数 → 其中：出院人数'],
      ['一、服务量', '删除格 收入 C6 小数 2 位，千元'],
      [
        '审核规则',
        '改规则 E001 诊疗人次一般不少于出院人数 C4 提示语 诊疗人次不少于出院人数 → 诊疗人次一般不少于出院人数',
      ],
      ['审核规则', '改规则 E001 诊疗人次一般不少于出院人数 C4 级别 强制性 → 核实性'],
      ['审核规则', '删除规则 W001 收入一般不超过 1000 千元 C6 收入 ≤ 1000'],
      ['表属性', '改属性 版本名称 第一版'],
      ['版式', '版式 行数 6 行 → 7 行'],
    ])
    await versions.goTo('收入')
    assert.deepEqual(await versions.shownCells(), ['i_income'])
    await versions.goTo('E001 诊疗人次一般不少于出院人数')
    assert.deepEqual(await versions.shownCells(), ['i_visits', 'i_visits'])
    assert.deepEqual(seat.complaints, [])
  })

  test('two people on one draft: each sees what the other changed, takes one, and the other one is kept', async ({
    assert,
  }) => {
    const { draft, path } = await begin(api)
    await designer.open(draft.version.id)
    const other = { ...draft.template, edition: '试行版' }
    await api.put(path, { revision: draft.revision, template: other })
    await designer.write('A8', '我的一行')
    await versions.seeConflict()
    assert.match(await versions.changesOf('对方改了什么'), /改属性 版本名称 试行版/)
    assert.match(await versions.changesOf('我改了什么'), /新增文字 我的一行/)
    await versions.settle('采用对方的')
    await designer.isDrawn()
    await seat.page.locator('header').getByText('试行版').first().waitFor()

    await versions.openHistory()
    assert.match(await versions.newestEntry(), /未采用 .*文字 1 处/)
    await versions.restoreNewest()
    await designer.isDrawn()
    const { body: restored } = await api.get<FormDraft>(path)
    assert.isTrue(restored.template.cells.some(({ text }) => text === '我的一行'))

    const again = { ...restored.template, edition: '第三人的' }
    await api.put(path, { revision: restored.revision, template: again })
    await designer.write('A9', '又一行')
    await versions.seeConflict()
    await versions.settle('保留我的')
    await designer.isSaved()
    const { body: mine } = await api.get<FormDraft>(path)
    assert.isTrue(mine.template.cells.some(({ text }) => text === '又一行'))
    assert.notEqual(mine.template.edition, '第三人的')
    const { body: entries } = await api.get<{ summary: string }[]>(`${path}/history`)
    assert.isAbove(entries.length, 4)
    assert.deepEqual(seat.complaints, [])
  })
})
