import { test } from '@japa/runner'
import exceljs from 'exceljs'
import type { ChoicePreview, UnitChoice, UnitMatches } from '../../../workbench/src/app/api/contract.js'
import { buildForm, openCollection } from '../../support/forms.js'
import type { Client, Refused } from '../../support/http_client.js'
import { actor, ownerRows } from '../../support/world.js'

const NOBODY: UnitChoice = { regions: [], categories: [], units: [], collectionId: null }

interface Unit {
  readonly id: string
  readonly name: string
  readonly code: string
  readonly credit_code: string
}

const unitsWhere = (where: string) =>
  ownerRows<Unit>(
    `select * from organisations where kind = 'institution' and status = 'active' and ${where} order by id`,
  )

async function countOf(designer: Client, change: Partial<UnitChoice>): Promise<number> {
  const choice = { ...NOBODY, ...change }
  const preview = await designer.expect(
    'ChoicePreview',
    designer.post<ChoicePreview>('/unit-choices/preview', { choice }),
  )
  return preview.obligations
}

test.group('unit_choice.preview', () => {
  test('regions and categories narrow each other; units and an earlier collection come besides', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const [daye] = await ownerRows<{ id: string }>(
      `select id from organisations where division_code = '420281' and level = 'county'`,
    )
    const regions = [daye?.id ?? '']
    const [all, hospitals, elsewhere] = await Promise.all([
      unitsWhere(`division_code = '420281'`),
      unitsWhere(`division_code = '420281' and category like 'A%'`),
      unitsWhere(`division_code <> '420281' and category like 'A%'`),
    ])
    assert.equal(await countOf(designer, {}), 0)
    assert.equal(await countOf(designer, { regions }), all.length)
    assert.equal(await countOf(designer, { regions, categories: ['A'] }), hospitals.length)
    assert.equal(await countOf(designer, { categories: ['A'] }), hospitals.length + elsewhere.length)
    const one = elsewhere[0]?.id ?? ''
    assert.equal(await countOf(designer, { regions, categories: ['A'], units: [one] }), hospitals.length + 1)
    const { id: collectionId, progress } = await openCollection(designer, await buildForm(designer))
    assert.equal(await countOf(designer, { collectionId }), progress.due)
    assert.equal(await countOf(designer, { collectionId, units: [one] }), progress.due + 1)
  })
})

test.group('unit_choice.match and unit_choice.match_file', () => {
  test('names, codes and credit codes are found; what is unknown or has several owners is said', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const [first, second] = await unitsWhere(`division_code = '420281' and credit_code <> ''`)
    if (!first || !second) throw new Error('大冶 has two units with a credit code')
    const lines = [` ${first.name} `, `${first.name}\t${first.code}`, second.credit_code, '没有这家医院', '']
    const found = await designer.expect('UnitMatches', designer.post<UnitMatches>('/unit-choices/match', { lines }))
    assert.sameMembers(
      found.matched.map(({ id }) => id),
      [first.id, second.id],
    )
    assert.deepEqual(found.unknown, ['没有这家医院'])
    const [twin] = await ownerRows<{ name: string }>(
      `select name from organisations where kind = 'institution' group by name having count(*) > 1 limit 1`,
    )
    if (twin) {
      const { body } = await designer.post<UnitMatches>('/unit-choices/match', { lines: [twin.name] })
      assert.isAbove(body.ambiguous[0]?.units.length ?? 0, 1)
    }
  })

  test('a workbook of names is read row by row; what is no workbook is refused', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const [unit] = await unitsWhere(`division_code = '420281'`)
    const workbook = new exceljs.Workbook()
    workbook.addWorksheet('名单').addRows([['机构名称'], [unit?.name], ['查无此院']])
    const file = Buffer.from(await workbook.xlsx.writeBuffer())
    const found = await designer.expect('UnitMatches', designer.upload<UnitMatches>('/unit-choices/match-file', file))
    assert.deepEqual(
      found.matched.map(({ id }) => id),
      [unit?.id],
    )
    assert.deepEqual(found.unknown, ['机构名称', '查无此院'])
    const refused = await designer.upload<Refused>('/unit-choices/match-file', Buffer.from('no workbook'))
    assert.equal(refused.status, 422)
  })

  test('only designers', async ({ assert }) => {
    const filler = await actor('daye-rmyy')
    assert.equal((await filler.post('/unit-choices/preview', { choice: NOBODY })).status, 403)
    assert.equal((await filler.post('/unit-choices/match', { lines: [] })).status, 403)
    assert.equal((await filler.upload('/unit-choices/match-file', Buffer.from('x'))).status, 403)
  })
})
