import { test } from '@japa/runner'
import type { Cell, Template } from '../../../designer/src/template/index.js'
import type { Refused } from '../../support/http_client.js'
import { buildForm } from '../../support/forms.js'
import { actor } from '../../support/world.js'
import { openCollection } from '../../support/forms.js'
import { goodValues, openForm, reportOf } from './report.js'

/** The form with settings of its cells, by cell id. */
const withSettings =
  (settings: Readonly<Record<string, Partial<Cell>>>) =>
  (template: Template): Template => ({
    ...template,
    cells: template.cells.map((cell) => ({ ...cell, ...settings[cell.id] })),
  })

test.group('Cells that not every filler fills', () => {
  test('a save that touches one is refused as a whole, with its place; the page is told', async ({ assert }) => {
    const change = withSettings({ i_stays: { fillers: [{ role: 'filler', level: 'county' }] } })
    const { form, collection } = await openForm({ change })
    const report = await reportOf('daye-rmyy', collection)
    const { visits, stays } = form.keys
    const refused = await report.trySave<Refused>({ [visits]: '10', [stays]: '2' })
    assert.deepInclude(refused, { status: 422 })
    assert.equal(refused.body.code, 'E_SUBMISSION_UNKNOWN_CELL')
    assert.deepEqual(
      refused.body.errors?.map(({ code, message }) => [code, message]),
      [['E_CELL_NOT_YOURS', 'C4 格由县级填报员填写，您不能改。']],
    )
    assert.equal((await report.view()).revision, 0)
    assert.deepEqual((await report.view()).held, [{ role: 'filler', level: 'institution' }])
    await report.save({ [visits]: '10' })
  })

  test('those it is for fill it', async ({ assert }) => {
    const change = withSettings({ i_stays: { fillers: [{ role: 'filler', level: 'institution' }] } })
    const { form, collection } = await openForm({ change })
    const report = await reportOf('daye-rmyy', collection)
    await report.save({ [form.keys.stays]: '2' })
    assert.equal((await report.view()).values[form.keys.stays], '2')
  })
})

test.group('What an empty report begins with', () => {
  test('a default, the last period, another form of the same period', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const other = await openForm()
    const filler = await reportOf('daye-rmyy', other.collection)
    await filler.save(goodValues(other.form))
    await filler.submit()

    const form = await buildForm(designer, {
      scope: 'STARTS(ORG.category, "A")',
      change: withSettings({
        i_visits: { start: { from: 'form', form: other.form.code, key: other.form.keys.visits } },
        i_stays: { start: { from: 'previous' } },
        i_income: { start: { from: 'value', value: '1.50' } },
      }),
    })
    const before = await openCollection(designer, form, { period: '2026-09', due: '2026-11-25' })
    const september = await reportOf('daye-rmyy', before)
    assert.deepEqual((await september.view()).starts, { [form.keys.income]: { value: '1.5', from: 'value' } })
    await september.save(goodValues(form))
    await september.submit()

    const october = await reportOf('daye-rmyy', await openCollection(designer, form))
    const view = await october.view()
    assert.deepEqual(view.starts, {
      [form.keys.visits]: { value: '1200', from: 'form' },
      [form.keys.stays]: { value: '300', from: 'previous' },
      [form.keys.income]: { value: '1.5', from: 'value' },
    })
    // Only offered: nothing is stored before somebody saves.
    assert.deepEqual([view.revision, view.values], [0, {}])
    const elsewhere = await reportOf('xiantao-yy', await openCollection(designer, form, { period: '2026-08' }))
    assert.deepEqual(Object.keys((await elsewhere.view()).starts), [form.keys.income])
  })
})

test.group('Cells that are shown only while something holds', () => {
  test('are not asked, count as not filled, and are left out when the report is submitted', async ({ assert }) => {
    const { form, collection } = await openForm({
      change: (template) => ({
        ...template,
        cells: template.cells.map((cell) =>
          cell.id === 'i_income'
            ? { ...cell, required: true, shown: `[${template.indicators[0]?.code}] > 2000` }
            : cell,
        ),
      }),
    })
    const report = await reportOf('daye-rmyy', collection)
    const { visits, stays, total, income } = form.keys
    await report.save({ [visits]: '1200', [stays]: '300', [income]: '5' })
    const { findings } = await report.check()
    assert.deepEqual(findings, [])
    await report.submit()
    const next = await openCollection(await actor('sheng-sheji'), form, { period: '2026-11' })
    const after = await (await reportOf('daye-rmyy', next)).view()
    assert.deepEqual(after.previous, { [visits]: '1200', [stays]: '300', [total]: '1500', [income]: null })
  })
})
