import { test } from '@japa/runner'
import type {
  CodeListDetail,
  CodeListVersion,
  ImportLine,
  ImportReport,
  IndicatorDetail,
} from '../../../workbench/src/app/api/contract.js'
import type { Client, Refused } from '../../support/http_client.js'
import { actor, auditEvents, ownerRows } from '../../support/world.js'
import { fileOf, rowsOf, workbook } from './workbooks.js'

const HEAD = ['编码', '名称', '类型', '计量单位', '小数位数', '最小值', '汇总方式', '比率公式', '代码表', '指标解释']
const PATH = '/indicator-imports?fileName=指标.xlsx'

let made = 0
/** Codes nobody else uses. */
const fresh = (): string => `W${process.pid}_${(made += 1)}`

const check = async (client: Client, rows: Parameters<typeof workbook>[0]): Promise<ImportReport> =>
  client.expect('ImportReport', client.upload<ImportReport>(PATH, await workbook(rows)), 201)

const apply = (client: Client, { id }: ImportReport): Promise<ImportReport> =>
  client.expect('ImportReport', client.post<ImportReport>(`/dictionary-imports/${id}/apply`))

const detailOf = (client: Client, code: string): Promise<IndicatorDetail> =>
  client.expect('IndicatorDetail', client.get<IndicatorDetail>(`/indicators/${code}`))

const verdicts = ({ rows }: ImportReport): string[] => rows.map(({ verdict }) => verdict)
const cells = (line: ImportLine | undefined): string[] => (line?.problems ?? []).map(({ cell }) => cell)

test.group('indicator import', () => {
  test('says for each row what it would do, then does it in one act', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const [one, two] = [fresh(), fresh()]
    const first = await check(designer, [
      HEAD,
      [one, '床位数', '整数', '张', 0, 0, '期末数', '', '', '年底固定实有床位。'],
      [two, '平均住院日', '小数', '日', 1, '不限', '求和', '', '', ''],
    ])
    assert.deepEqual(verdicts(first), ['new', 'new'])
    assert.equal((await designer.get(`/indicators/${one}`)).status, 404)
    await apply(designer, first)
    const { indicator, changes } = await detailOf(designer, one)
    assert.deepInclude(indicator, { name: '床位数', aggregation: 'period-end', unit: '张', changedBy: '孙晓敏' })
    assert.equal(changes[0]?.act, 'import')
    assert.isNull((await detailOf(designer, two)).indicator.min ?? null)
    assert.lengthOf(await auditEvents('indicator.import', first.id), 1)

    const second = await check(designer, [
      ['编码', '名称', '指标解释'],
      [one, '实有床位数', ''],
      [two, '平均住院日', ''],
    ])
    assert.deepEqual(verdicts(second), ['changed', 'unchanged'])
    assert.deepEqual(second.rows[0]?.changes, [
      { name: '名称', from: '床位数', to: '实有床位数' },
      { name: '指标解释', from: '年底固定实有床位。', to: '' },
    ])
    const applied = await apply(designer, second)
    assert.equal(applied.state, 'applied')
    const after = await detailOf(designer, one)
    assert.deepInclude(after.indicator, { name: '实有床位数', definition: '', unit: '张', revision: 2 })
    assert.deepEqual(after.changes[0]?.before, { name: '床位数', definition: '年底固定实有床位。' })
    // A repeated call changes nothing.
    await apply(designer, second)
    assert.equal((await detailOf(designer, one)).indicator.revision, 2)
  })

  test('bad rows are refused with the cell and the reason; the others are imported', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const known = fresh()
    await apply(designer, await check(designer, [HEAD, [known, '已有', '整数', '人', 0, 0, '求和', '', '', '']]))
    const good = fresh()
    const report = await check(designer, [
      HEAD,
      [good, '好的', '整数', '人', '', '', '', '', '', ''],
      ['1abc', '编码不对', '整数', '', '', '', '', '', '', ''],
      [fresh(), '', '整数', '', '', '', '', '', '', ''],
      [fresh(), '类型不对', '数字', '', '', '', '', '', '', ''],
      [fresh(), '没有类型', '', '', '', '', '', '', '', ''],
      [fresh(), { formula: 'B2', result: '公式' }, '整数', '', '', '', '', '', '', ''],
      [good.toUpperCase(), '重复', '整数', '', '', '', '', '', '', ''],
      [known, '已有', '整数', '人次', 0, 0, '求和', '', '', ''],
      [known.toLowerCase(), '大小写', '整数', '人', 0, 0, '求和', '', '', ''],
      [fresh(), '小数位数不对', '小数', '', '8', '', '', '', '', ''],
      [fresh(), '没有代码表', '代码', '', '', '', '', '', 'nowhere_list', ''],
      [fresh(), '文字求和', '文字', '', '', '', '求和', '', '', ''],
    ])
    assert.deepEqual(verdicts(report), ['new', ...Array<string>(11).fill('refused')])
    assert.deepEqual(report.rows.slice(1).map(cells), [
      ['A3'],
      ['B4'],
      ['C5'],
      ['C6'],
      ['B7'],
      ['A8'],
      ['D9'],
      ['A10'],
      ['E11'],
      ['I12'],
      ['G13'],
    ])
    assert.isTrue(
      report.rows.slice(1).every(({ problems }) => problems.every(({ message }) => /[\u4e00-\u9fff]/.test(message))),
    )
    const refused = await designer.expect(
      'ImportReport',
      designer.get<ImportReport>(`/dictionary-imports/${report.id}?verdict=refused&page=2&size=5`),
    )
    assert.deepEqual([refused.total, refused.rows.length, refused.rows[0]?.row], [11, 5, 8])
    await apply(designer, report)
    assert.equal((await detailOf(designer, good)).indicator.name, '好的')
    assert.equal((await detailOf(designer, known)).indicator.unit, '人')

    const table = await rowsOf(await fileOf(designer, `/dictionary-imports/${report.id}/report`))
    assert.deepEqual(table[0], ['行', '编码', '名称', '结果', '改动', '问题'])
    assert.lengthOf(table, 13)
    assert.match(table[2]?.[5] ?? '', /^A3：/)
  })

  test('a head with unknown, double or missing columns is refused, each with its place', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const reply = await designer.upload<Refused>(
      PATH,
      await workbook([
        ['编码', '编码', '说明'],
        ['A1', 'A1', 'x'],
      ]),
    )
    assert.deepEqual([reply.status, reply.body.code], [422, 'E_DICTIONARY_COLUMNS'])
    assert.deepEqual(
      reply.body.errors?.map(({ code, where }) => [code, where]),
      [
        ['E_IMPORT_COLUMN_TWICE', 'B1'],
        ['E_IMPORT_COLUMN', 'C1'],
        ['E_IMPORT_COLUMN_MISSING', 'A1'],
      ],
    )
  })

  test('what cannot be read as a table is refused', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    for (const [code, file] of [
      ['E_IMPORT_EMPTY', Buffer.alloc(0)],
      ['E_IMPORT_NOT_XLSX', Buffer.from('编码,名称\n')],
      ['E_IMPORT_NO_ROWS', await workbook([HEAD])],
      ['E_IMPORT_TOO_BIG', Buffer.alloc(9 * 2 ** 20, 1)],
    ] as const) {
      const reply = await designer.upload<Refused>(PATH, file)
      assert.deepEqual([reply.status, reply.body.code], [422, code])
    }
  })

  test('a report that is no longer true is not applied', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const code = fresh()
    const row = [code, '先到', '整数', '人', 0, 0, '求和', '', '', '']
    const [first, second] = [await check(designer, [HEAD, row]), await check(designer, [HEAD, row])]
    await apply(designer, first)
    const late = await designer.post<Refused>(`/dictionary-imports/${second.id}/apply`)
    assert.deepEqual([late.status, late.body.code], [409, 'E_DICTIONARY_IMPORT_STALE'])
    assert.equal((await detailOf(designer, code)).indicator.revision, 1)
    const nothing = await check(designer, [HEAD, row])
    const idle = await designer.post<Refused>(`/dictionary-imports/${nothing.id}/apply`)
    assert.deepEqual([idle.status, idle.body.code], [409, 'E_DICTIONARY_IMPORT_HINDERED'])
  })

  test('20,000 rows are checked and imported; one more is refused', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const prefix = fresh()
    const rows = Array.from({ length: 20_000 }, (_, at) => [
      ...[`${prefix}_${at}`, `指标第 ${at} 号`, '整数', '人', 0, 0, '求和', '', '', '报告期内的人数。'],
    ])
    const begun = Date.now()
    const report = await check(designer, [HEAD, ...rows])
    assert.deepEqual([report.counts.new, report.rows.length], [20_000, 100])
    await apply(designer, report)
    // The reader ends itself after 15 seconds; the rest is a few statements.
    assert.isBelow(Date.now() - begun, 60_000)
    const [stored] = await ownerRows<{ stored: number; history: number }>(
      `select (select count(*)::int from indicators where code like $1) as stored,
         (select count(*)::int from dictionary_changes where code like $1) as history`,
      [`${prefix}\\_%`],
    )
    assert.deepEqual(stored, { stored: 20_000, history: 20_000 })
    const more = await designer.upload<Refused>(PATH, await workbook([HEAD, ...rows, [`${prefix}_x`, 'x', '整数']]))
    assert.deepEqual([more.status, more.body.code], [422, 'E_IMPORT_TABLE_TOO_LONG'])
  }).timeout(180_000)

  test('only designers, and only one’s own imports', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const report = await check(designer, [HEAD, [fresh(), '某', '整数', '', '', '', '', '', '', '']])
    const reviewer = await actor('daye')
    for (const reply of [
      await reviewer.upload<Refused>(PATH, await workbook([HEAD])),
      await reviewer.get<Refused>(`/dictionary-imports/${report.id}`),
      await reviewer.post<Refused>(`/dictionary-imports/${report.id}/apply`),
      await reviewer.post<Refused>(`/dictionary-imports/${report.id}/report`),
      await reviewer.post<Refused>('/indicator-exports'),
    ]) {
      assert.deepEqual([reply.status, reply.body.code], [403, 'E_FORBIDDEN'])
    }
    const missing = await designer.get<Refused>('/dictionary-imports/999999')
    assert.deepEqual([missing.status, missing.body.code], [404, 'E_DICTIONARY_IMPORT_NOT_FOUND'])
    const [foreign] = await ownerRows<{ id: string }>(
      `insert into dictionary_imports (kind, account_id, file_name, at, state, source, lines)
       values ('indicator', 0, 'x.xlsx', now(), 'checked', '{}', '[]') returning id::text`,
    )
    const others = await designer.get<Refused>(`/dictionary-imports/${foreign?.id ?? ''}`)
    assert.equal(others.body.code, 'E_DICTIONARY_IMPORT_NOT_FOUND')
  })
})

test.group('dictionary export', () => {
  test('what is exported is read back as it was', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const code = fresh()
    const definition = '第一行\n“第二行” <b> & =SUM(A1)'
    await apply(
      designer,
      await check(designer, [HEAD, [code, '01 号', '小数', '%', 3, '不限', '比率', '[A] / [B]', '', definition]]),
    )
    const file = await fileOf(designer, '/indicator-exports', { search: code })
    const back = await designer.expect('ImportReport', designer.upload<ImportReport>(PATH, new Uint8Array(file)), 201)
    assert.deepEqual(verdicts(back), ['unchanged'])
    assert.deepEqual((await rowsOf(file))[0], HEAD)
  })

  test('a code list goes out and comes back as a draft, whole', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const list = `w${process.pid}_list`
    const draft = await designer.expect(
      'CodeListVersion',
      designer.post<CodeListVersion>('/code-lists', { code: list, title: '导入的/表' }),
      201,
    )
    const path = `/code-lists/${list}/imports?fileName=x.xlsx`
    const send = async (rows: Parameters<typeof workbook>[0]) =>
      designer.expect('ImportReport', designer.upload<ImportReport>(path, await workbook(rows)), 201)
    const first = await send([
      ['代码', '名称', '上级代码'],
      ['01', '医院', ''],
      ['011', '综合医院', '01'],
      ['02', '门诊部', ''],
    ])
    assert.deepEqual(verdicts(first), ['new', 'new', 'new'])
    await apply(designer, first)
    const { body: saved } = await designer.get<CodeListVersion>(`/code-list-versions/${draft.id}`)
    const body = { revision: saved.revision, effectiveFrom: '2027-01-01' }
    await designer.expect('CodeListVersion', designer.post(`/code-list-versions/${draft.id}/publish`, body))

    const file = await fileOf(designer, `/code-list-versions/${draft.id}/exports`)
    const same = await designer.upload<ImportReport>(path, new Uint8Array(file))
    assert.deepEqual(verdicts(same.body), ['unchanged', 'unchanged', 'unchanged'])
    assert.isNotNull(same.body.hindrance)

    const bad = await send([
      ['代码', '名称'],
      ['01', ''],
      ['02', '门诊部'],
    ])
    assert.deepEqual([verdicts(bad), cells(bad.rows[0])], [['refused', 'unchanged', 'removed'], ['B2']])
    const hindered = await designer.post<Refused>(`/dictionary-imports/${bad.id}/apply`)
    assert.equal(hindered.body.code, 'E_DICTIONARY_IMPORT_HINDERED')

    const change = await send([
      ['代码', '名称'],
      ['02', '诊所'],
      ['01', '医院'],
    ])
    assert.deepEqual(verdicts(change), ['changed', 'unchanged', 'removed'])
    await apply(designer, change)
    const detail = await designer.expect('CodeListDetail', designer.get<CodeListDetail>(`/code-lists/${list}/detail`))
    assert.deepEqual(
      detail.versions.map(({ number, state, items }) => [number, state, items]),
      [
        [2, 'draft', 2],
        [1, 'published', 3],
      ],
    )
    assert.deepEqual(
      detail.changes.slice(0, 2).map(({ act }) => act),
      ['import', 'draft'],
    )
  })
})
