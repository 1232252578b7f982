import { test } from '@japa/runner'
import type { FormDraft, FormPreview } from '../../../workbench/src/app/api/contract.js'
import { buildForm } from '../../support/forms.js'
import type { Refused } from '../../support/http_client.js'
import { actor, anonymous, ownerRows } from '../../support/world.js'
import { goodValues, openForm, reportOf } from './report.js'

const SCOPE = 'AND(ORG.division = "420281", STARTS(ORG.category, "A"))'

async function preview(versionId: string, query = ''): Promise<FormPreview> {
  const designer = await actor('sheng-sheji')
  return designer.expect('FormPreview', designer.get<FormPreview>(`/form-versions/${versionId}/preview${query}`))
}

test.group('form_version.preview', () => {
  test('a form is seen as a filler of the first unit that would owe it, and nothing is created', async ({ assert }) => {
    const form = await buildForm(await actor('sheng-sheji'), { scope: SCOPE })
    const seen = await preview(form.versionId)
    assert.match(seen.unit.name, /大冶/)
    assert.equal(seen.view.org['division'], '420281')
    assert.deepInclude(seen.view, { state: 'empty', revision: 0, values: {} })
    assert.isTrue(seen.view.can.save)
    assert.equal(seen.view.collection.period, '2026-10')
    assert.lengthOf(seen.periods, 14)
    assert.deepEqual(
      seen.view.reviewSteps.map(({ level }) => level),
      ['county', 'city', 'province'],
    )
    const made = await ownerRows('select 1 from submissions s join forms f on f.id = s.form_id where f.code = $1', [
      form.code,
    ])
    assert.lengthOf(made, 0)
  })

  test('role, level, state, period and unit change what one may do and see', async ({ assert }) => {
    const form = await buildForm(await actor('sheng-sheji'), { scope: 'STARTS(ORG.category, "A")' })
    const [unit] = await ownerRows<{ id: string }>(
      `select id::text from organisations where name = '仙桃市第一人民医院'`,
    )
    const at = (query: string) => preview(form.versionId, `?organisation=${unit?.id ?? ''}&${query}`)
    const waiting = await at('role=reviewer&level=city&state=submitted')
    assert.deepInclude(waiting.view.can, { save: false, pass: true, return: true })
    assert.lengthOf(waiting.view.reviewSteps, 2)
    assert.deepInclude((await at('role=reviewer&level=province&state=submitted')).view.can, {
      pass: false,
      save: false,
    })
    assert.isFalse((await at('state=submitted')).view.can.save)
    assert.isTrue((await at('state=returned')).view.can.save)
    assert.deepEqual((await at('level=city')).view.held, [{ role: 'filler', level: 'city' }])
    assert.equal((await at('period=2026-08')).view.collection.periodLabel, '2026年8月')
  })

  test('a designer does not see numbers that are not theirs to see', async ({ assert }) => {
    const { form, collection } = await openForm({ scope: SCOPE })
    const report = await reportOf('daye-rmyy', collection)
    await report.save(goodValues(form))
    const { organisation } = await report.view()
    const seen = await preview(form.versionId, `?organisation=${organisation.id}`)
    assert.equal(seen.data, 'not-allowed')
    assert.deepEqual([seen.view.values, seen.view.previous], [{}, null])
  })

  test('a draft with mistakes is shown without them', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const form = await buildForm(designer, { scope: SCOPE })
    const next = await designer.post<FormDraft>(`/forms/${form.formId}/drafts`, { fromVersionId: form.versionId })
    const { template, version, revision } = next.body
    const broken = {
      ...template,
      scope: '',
      rules: template.rules.map((rule) => ({ ...rule, expression: '[nothing] > ' })),
      cells: template.cells.map((cell) => (cell.formula === null ? cell : { ...cell, formula: '[nothing] +' })),
    }
    await designer.expect('FormDraft', designer.put(`/form-versions/${version.id}`, { revision, template: broken }))
    const seen = await preview(version.id)
    assert.deepEqual(seen.form.template.rules, [])
    assert.isTrue(seen.view.can.save)
  })

  test('is for designers, of versions and units that exist', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const form = await buildForm(designer, { scope: SCOPE })
    const path = `/form-versions/${form.versionId}/preview`
    assert.equal((await anonymous().get<Refused>(path)).status, 401)
    assert.equal((await (await actor('daye-rmyy')).get<Refused>(path)).status, 403)
    assert.equal((await designer.get<Refused>('/form-versions/999999999/preview')).status, 404)
    assert.equal((await designer.get<Refused>(`${path}?organisation=999999999`)).body.code, 'E_PREVIEW_UNIT')
    assert.equal((await designer.get<Refused>(`${path}?period=1999-01`)).body.code, 'E_PREVIEW_PERIOD')
    assert.equal((await designer.get<Refused>(`${path}?role=emperor`)).status, 422)
  })
})
