import { test } from '@japa/runner'
import { withClient } from '../../../deploy/local/database.mjs'
import type { FormDraft, FormRecognition, FormSummary } from '../../../workbench/src/app/api/contract.js'
import { writeLayout } from '../../load/recognition/layout.js'
import type { Client, Refused } from '../../support/http_client.js'
import { actor, anonymous, auditEvents, ownerRows, sharedPlatform } from '../../support/world.js'

let files = 0

/** Eight characters of the rare end of the plane. */
const strangeWord = (seed: number): string =>
  String.fromCodePoint(...Array.from({ length: 8 }, (_, at) => 0x6000 + ((seed * (at * 2 + 7919)) % 0x3000)))

/** A small form as a file; its words are its own, so that nothing in the dictionary is like them. */
async function uploadForm(designer: Client, more: readonly string[] = []): Promise<{ id: string; word: string }> {
  files += 1
  const word = strangeWord(process.pid * 100 + files)
  return { id: await upload(designer, word, more), word }
}

async function upload(designer: Client, word: string, more: readonly string[] = []): Promise<string> {
  const items = [`${word}门诊`, `其中：${word}急诊`, `${word}住院`, ...more]
  const rows = [['服务量月报表'], ['指标', '计量单位', '数量'], ...items.map((item) => [item, '人次'])]
  const file = await writeLayout({
    title: '',
    sheets: [{ name: '表一', rows, border: `A2:C${rows.length}`, inputs: {} }],
  })
  const path = '/form-recognitions?name=form.xlsx'
  return (await designer.expect('FormRecognition', designer.upload<FormRecognition>(path, file), 201)).id
}

const codeOf = (word: string): string => `IM-${(word.codePointAt(0) ?? 0).toString(16).toUpperCase()}-${files}`
const keysOf = ({ template }: FormDraft): string[] =>
  template.cells.flatMap(({ binding }) => (binding ? [binding.key] : []))

async function dictionaryOf(word: string): Promise<string[]> {
  const found = await ownerRows<{ code: string }>(`select code from indicators where name like $1 order by code`, [
    `%${word}%`,
  ])
  return found.map(({ code }) => code)
}

test.group('form.import', () => {
  test('a file becomes a draft with its new indicators and checks, in one event', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const { id, word } = await uploadForm(designer)
    const body = { sheet: '表一', decisions: {}, code: codeOf(word), title: '服务量月报表', periodType: 'month' }
    const draft = await designer.expect(
      'FormDraft',
      designer.post<FormDraft>(`/form-recognitions/${id}/forms`, body),
      201,
    )
    assert.deepInclude(draft.version, { number: 1, state: 'draft' })
    const codes = await dictionaryOf(word)
    assert.sameMembers(keysOf(draft), codes)
    assert.lengthOf(codes, 3)
    assert.deepEqual(
      draft.template.rules.map(({ expression }) => expression),
      [`[${codes[1]}] <= [${codes[0]}]`],
    )
    // Only what a file cannot say is still to do: nothing about cells.
    assert.notInclude(
      draft.problems.map(({ code }) => code),
      'E_TEMPLATE_UNBOUND',
    )
    const [event] = await auditEvents('form.import', draft.formId)
    assert.deepInclude(event?.after, { file: 'form.xlsx', sheet: '表一', newIndicators: codes })
    const forms = await designer.expect('FormSummary[]', designer.get<FormSummary[]>('/forms'))
    assert.isTrue(forms.some(({ id: form }) => form === draft.formId))
  })

  test('decisions hold: refused, another indicator, a new one as a person defines it', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const known = `K${process.pid}_known`
    const indicator = {
      name: '已有指标',
      type: 'integer',
      unit: '人次',
      decimals: 0,
      aggregation: 'sum',
      ratio: null,
      codeList: null,
      definition: '',
    }
    await designer.expect('IndicatorEntry', designer.post('/indicators', { ...indicator, code: known }), 201)
    const { id, word } = await uploadForm(designer)
    const define = { name: `${word}改名`, type: 'decimal', unit: '', decimals: 1, aggregation: 'none', codeList: null }
    const decisions = {
      C3: { as: 'indicator', code: known },
      C4: { as: 'refused' },
      C5: { as: 'fresh', define },
      k1: { as: 'refused' },
    }
    const draft = await designer.expect(
      'FormDraft',
      designer.post<FormDraft>(`/form-recognitions/${id}/forms`, {
        sheet: '表一',
        decisions,
        code: codeOf(word),
        title: '服务量月报表',
        periodType: 'month',
      }),
      201,
    )
    const [made] = await dictionaryOf(word)
    assert.deepEqual(keysOf(draft), [known, made])
    assert.deepEqual(draft.template.rules, [])
    assert.deepInclude(
      draft.template.indicators.find(({ code }) => code === made),
      { name: `${word}改名`, type: 'decimal', decimals: 1, aggregation: 'none' },
    )
  })

  test('nothing is half-way: a taken code or an unknown indicator leaves neither form nor indicators', async ({
    assert,
  }) => {
    const designer = await actor('sheng-sheji')
    const { id, word } = await uploadForm(designer)
    const path = `/form-recognitions/${id}/forms`
    const body = { sheet: '表一', decisions: {}, code: codeOf(word), title: '服务量月报表', periodType: 'month' }
    await designer.expect(
      'FormDraft',
      designer.post('/forms', { code: `${body.code}-T`, title: '占用', periodType: 'month' }),
      201,
    )
    const refused = async (change: object): Promise<[number, string]> => {
      const reply = await designer.post<Refused>(path, { ...body, ...change })
      return [reply.status, reply.body.code]
    }
    assert.deepEqual(await refused({ code: `${body.code}-T` }), [409, 'E_FORM_EXISTS'])
    const nowhere = { C3: { as: 'indicator', code: 'NOWHERE' } }
    assert.deepEqual(await refused({ decisions: nowhere }), [422, 'E_IMPORT_NO_SUCH_INDICATOR'])
    assert.deepEqual(await refused({ decisions: { Z99: { as: 'refused' } } }), [422, 'E_IMPORT_NO_SUCH_PLACE'])
    assert.deepEqual(await refused({ sheet: '没有' }), [422, 'E_IMPORT_NO_SUCH_SHEET'])
    for (const shape of [
      { decisions: { C3: { as: 'maybe' } } },
      { decisions: { C3: { as: 'indicator' } } },
      { code: 'small' },
      { owner: 1 },
    ]) {
      assert.equal((await refused(shape))[0], 422, JSON.stringify(shape))
    }
    assert.deepEqual(await dictionaryOf(word), [])
    const forms = await ownerRows('select from forms where code = $1', [body.code])
    assert.deepEqual(forms, [])
  })

  test('only designers, and only what they uploaded themselves', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const { id } = await uploadForm(designer)
    const body = { sheet: '表一', decisions: {}, code: 'X-1', title: '标题', periodType: 'month' }
    assert.equal((await anonymous().get(`/form-recognitions/${id}`)).status, 401)
    assert.equal((await (await actor('daye')).get(`/form-recognitions/${id}`)).status, 403)
    assert.equal((await (await actor('daye')).post(`/form-recognitions/${id}/forms`, body)).status, 403)
    const theirs = await withClient(sharedPlatform().database.ownerUrl, async (client) => {
      await client.query(`select set_config('app.scopes', '/', false)`)
      const { rows: accounts } = await client.query(`select id from accounts where login = 'daye'`)
      await client.query(`select set_config('app.account', $1, false)`, [String(accounts[0]?.id)])
      const { rows } = await client.query(
        `insert into form_recognitions (account_id, file_name, result, created_at)
         select $1::bigint, 'a.xlsx', '{"sheets": [], "dropped": [], "usedIn": {}}', now() returning id::text`,
        [accounts[0]?.id],
      )
      return String(rows[0]?.id)
    })
    const reply = await designer.get<Refused>(`/form-recognitions/${theirs}`)
    assert.deepEqual([reply.status, reply.body.code], [404, 'E_IMPORT_NOT_FOUND'])
    await designer.expect('FormRecognition', designer.get(`/form-recognitions/${id}`))
  })
})

test.group('form_version.import', () => {
  /** A form made of a file. */
  async function imported(designer: Client): Promise<{ draft: FormDraft; word: string }> {
    const { id, word } = await uploadForm(designer)
    const body = { sheet: '表一', decisions: {}, code: codeOf(word), title: '服务量月报表', periodType: 'month' }
    const made = designer.post<FormDraft>(`/form-recognitions/${id}/forms`, body)
    return { draft: await designer.expect('FormDraft', made, 201), word }
  }

  test('a changed file changes the draft in place: ids stay, only what is new is made', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const { draft, word } = await imported(designer)
    const id = await upload(designer, word, [`${word}体检`])
    const body = { sheet: '表一', decisions: {}, versionId: draft.version.id, revision: draft.revision }
    const path = `/form-recognitions/${id}/drafts`
    const next = await designer.expect('FormDraft', designer.post<FormDraft>(path, body), 201)
    assert.deepEqual([next.version.id, next.revision], [draft.version.id, draft.revision + 1])
    const idOf = ({ template }: FormDraft): ReadonlyMap<string, string> =>
      new Map(template.cells.flatMap(({ id: cell, binding }) => (binding ? [[binding.key, cell]] : [])))
    const [was, is] = [idOf(draft), idOf(next)]
    for (const [key, cell] of was) assert.equal(is.get(key), cell)
    assert.equal(is.size, was.size + 1)
    assert.lengthOf(await dictionaryOf(word), 4)
    assert.lengthOf(next.template.rules, draft.template.rules.length)
    assert.lengthOf(await auditEvents('form_version.import', draft.version.id), 1)

    const stale = await designer.post<Refused>(path, body)
    assert.deepEqual([stale.status, stale.body.code], [409, 'E_FORM_DRAFT_STALE'])
  })

  test('of a published version the next draft is begun, once', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const { draft, word } = await imported(designer)
    const published = {
      ...draft.template,
      scope: 'ORG.category <> ""',
      legal: { tableNo: 'X', maker: 'X', approver: 'X', approvalNo: 'X', validUntil: '2028-12' },
    }
    const version = `/form-versions/${draft.version.id}`
    const saved = await designer.expect(
      'FormDraft',
      designer.put<FormDraft>(version, { revision: draft.revision, template: published }),
    )
    await designer.expect('FormDraft', designer.post(`${version}/publish`, { revision: saved.revision }))
    const id = await upload(designer, word, [`${word}体检`])
    const body = { sheet: '表一', decisions: {}, versionId: draft.version.id, revision: saved.revision }
    const next = await designer.expect(
      'FormDraft',
      designer.post<FormDraft>(`/form-recognitions/${id}/drafts`, body),
      201,
    )
    assert.deepInclude(next.version, { number: 2, state: 'draft' })
    assert.deepEqual(next.template.legal, published.legal)
    const again = await designer.post<Refused>(`/form-recognitions/${id}/drafts`, body)
    assert.deepEqual([again.status, again.body.code], [409, 'E_FORM_HAS_DRAFT'])
  })
})
