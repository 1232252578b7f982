import { test } from '@japa/runner'
import type { CollectionPreview, FormSummary, Home } from '../../../workbench/src/app/api/contract.js'
import { buildForm } from '../../support/forms.js'
import { actor } from '../../support/world.js'

test.group('有效期', () => {
  test('a form within 90 days of its end is on the desk of designers, in the list and in the preview', async ({
    assert,
  }) => {
    const designer = await actor('sheng-sheji')
    // The clock of the platform stands at 2026-11-23.
    const until = (validUntil: string) =>
      buildForm(designer, { change: (template) => ({ ...template, legal: { ...template.legal, validUntil } }) })
    const [near, passed, far] = [await until('2027-02-20'), await until('2026-10-31'), await until('2027-02-22')]
    const home = await designer.expect('Home', designer.get<Home>('/home'))
    const listed = home.expiring.map(({ code, validUntil }) => [code, validUntil])
    assert.deepInclude(listed, [passed.code, '2026-10-31'])
    assert.notDeepInclude(listed, [far.code, '2027-02-22'])
    assert.deepInclude(listed, [near.code, '2027-02-20'])

    const forms = await designer.expect('FormSummary[]', designer.get<FormSummary[]>('/forms'))
    assert.equal(forms.find(({ code }) => code === near.code)?.validUntil, '2027-02-20')
    const days = { due: '2026-11-25', dueCounty: '2026-11-25', dueCity: '2026-11-25', dueProvince: '2026-11-25' }
    const preview = await designer.expect(
      'CollectionPreview',
      designer.post<CollectionPreview>('/collections/preview', {
        formVersionId: passed.versionId,
        period: '2026-10',
        ...days,
      }),
    )
    assert.equal(preview.validUntil, '2026-10-31')
    const reviewer = await actor('daye')
    const other = await reviewer.expect('Home', reviewer.get<Home>('/home'))
    assert.deepEqual(other.expiring, [])
  })
})
