import { test } from '@japa/runner'
import type { OrganisationNode } from '../../../workbench/src/app/api/contract.js'
import type { Client, Refused } from '../../support/http_client.js'
import { actor, anonymous, ownerRows } from '../../support/world.js'

const list = (client: Client, query: string) =>
  client.expect('OrganisationNode[]', client.get<OrganisationNode[]>(`/organisations${query}`))

test.group('organisation.list', () => {
  test('needs a session', async ({ assert }) => {
    assert.equal((await anonymous().get('/organisations')).status, 401)
  })

  test('the province opens into 17 cities and its own hospitals, a city into its counties', async ({ assert }) => {
    const client = await actor('sheng-fenxi')
    const [province, ...others] = await list(client, '')
    assert.lengthOf(others, 0)
    const children = await list(client, `?parent=${province?.id}`)
    const cities = children.filter(({ level }) => level === 'city')
    assert.lengthOf(cities, 17)
    assert.isTrue(children.some(({ name }) => name === '湖北省第一综合医院'))
    assert.isFalse(children.some(({ divisionCode }) => divisionCode === '429000'))
    const huangshi = cities.find(({ name }) => name === '黄石市')
    const counties = await list(client, `?parent=${huangshi?.id}`)
    assert.sameMembers(
      counties.map(({ name }) => name),
      ['黄石港区', '西塞山区', '下陆区', '铁山区', '阳新县', '大冶市'],
    )
  })

  test('shows nothing outside one’s subtrees', async ({ assert }) => {
    const client = await actor('daye')
    assert.deepEqual(
      (await list(client, '')).map(({ name }) => name),
      ['大冶市'],
    )
    const [city] = await ownerRows<{ id: string }>(`select id from organisations where name = '武汉市'`)
    assert.deepEqual(await list(client, `?parent=${city?.id}`), [])
    assert.deepEqual(await list(client, '?search=仙桃'), [])
  })

  test('a filler sees the own unit and what stands below it', async ({ assert }) => {
    const client = await actor('baoan-wsy')
    const [own] = await list(client, '')
    assert.equal(own?.name, '保安镇卫生院')
    const clinics = await list(client, `?parent=${own?.id}`)
    assert.lengthOf(clinics, 20)
    assert.isTrue(clinics.every(({ kind, hasChildren }) => kind === 'institution' && !hasChildren))
  })

  test('finds by name, code, and first letters in pinyin; wildcards are letters', async ({ assert }) => {
    const client = await actor('sheng-fenxi')
    const names = async (words: string) =>
      (await list(client, `?search=${encodeURIComponent(words)}`)).map(({ name }) => name)
    assert.include(await names('大冶市人民'), '大冶市人民医院')
    assert.include(await names('dysrmyy'), '大冶市人民医院')
    assert.include(await names('420281'), '大冶市')
    assert.deepEqual(await names('%'), [])
    assert.isAtMost((await names('医院')).length, 50)
  })

  test('refuses a query of another shape', async ({ assert }) => {
    const client = await actor('sheng-fenxi')
    assert.equal((await client.get<Refused>('/organisations?parent=abc')).status, 422)
    assert.equal((await client.get<Refused>('/organisations?parent=1&depth=3')).status, 422)
  })
})
