import { readdirSync, readFileSync } from 'node:fs'
import { test } from '@japa/runner'
import { type Dictionary, draftFrom, type PlainSheet, type Proposal, recognise } from '@weitong/designer/recognition'
import { type ChangeKind, checkTemplate, diffTemplates, parseTemplate } from '@weitong/designer/template'
import { readPlain } from '../../../backend/app/files/read_plain.js'
import { exportForm } from '../../load/recognition/export_form.js'
import { type HandLayout, writeLayout } from '../../load/recognition/layout.js'
import { shippedForm } from '../support/forms.js'

/** What would become of values. */
const BOUND: readonly ChangeKind[] = [
  'cell-added',
  'cell-removed',
  'cell-rebound',
  'cell-retyped',
  'formula-changed',
  'rule-removed',
  'rule-changed',
]
const form = shippedForm('WJT-1-9', 2)
const dictionary: Dictionary = {
  indicators: form.indicators,
  codeLists: [],
  forms: [
    {
      code: form.code,
      title: form.title,
      tableNo: form.legal.tableNo,
      indicators: form.indicators.map(({ code }) => code),
    },
  ],
}
const NOTHING: Dictionary = { indicators: [], forms: [], codeLists: [] }
const LAYOUTS = new URL('../../load/recognition/layouts/', import.meta.url)

async function sheetsOf(layout: HandLayout): Promise<readonly PlainSheet[]> {
  return (await readPlain(await writeLayout(layout))).sheets
}

async function proposalOf(rows: HandLayout['sheets'][number]['rows'], extra: object = {}): Promise<Proposal> {
  const [sheet] = await sheetsOf({ title: '', sheets: [{ name: 'S', rows, inputs: {}, ...extra }] })
  const proposal = sheet ? recognise(sheet, NOTHING) : null
  if (!proposal) throw new Error('no table')
  return proposal
}

const target = {
  base: { code: 'X-1', title: '', periodType: 'month' as const },
  indicators: new Map(form.indicators.map((each) => [each.code, each])),
  taken: new Set(['X1_001']),
}

test.group('recognition', () => {
  for (const name of readdirSync(LAYOUTS)) {
    test(`${name} gives a well-formed draft`, async ({ assert }) => {
      const layout = JSON.parse(readFileSync(new URL(name, LAYOUTS), 'utf8')) as HandLayout
      for (const sheet of await sheetsOf(layout)) {
        const proposal = recognise(sheet, dictionary)
        assert.isNotNull(proposal)
        if (!proposal) continue
        const { template } = draftFrom(proposal, {}, target)
        assert.deepEqual(parseTemplate(JSON.parse(JSON.stringify(template))), { template })
        const geometry = ['E_TEMPLATE_OVERLAP', 'E_TEMPLATE_MERGE', 'E_TEMPLATE_ID', 'E_TEMPLATE_KEY_TWICE']
        assert.notIncludeMembers(
          checkTemplate(template).map(({ code }) => code),
          geometry,
        )
      }
    })
  }

  test('a shipped form exported and imported again differs from itself in nothing that is bound', async ({
    assert,
  }) => {
    const [sheet] = (await readPlain((await exportForm(form)).file)).sheets
    const proposal = sheet ? recognise(sheet, dictionary) : null
    if (!proposal) throw new Error('no table')
    const { template, fresh } = draftFrom(proposal, {}, { ...target, base: form })
    assert.deepEqual(fresh, [])
    assert.deepEqual(
      diffTemplates(form, template).filter(({ kind }) => BOUND.includes(kind)),
      [],
    )
    const id = (code: string, of = template): string | undefined =>
      of.cells.find(({ binding }) => binding?.key === code)?.id
    assert.equal(id('M0101'), id('M0101', form))
  })

  test('其中 is no more than its whole, 合计 the sum of the lines above it', async ({ assert }) => {
    const { checks } = await proposalOf([
      ['指标', '单位', '数量'],
      ['医师', '人'],
      ['其中：女', '人'],
      ['护士', '人'],
      ['合计', '人'],
    ])
    assert.deepEqual(
      checks.map(({ kind, expression }) => [kind, expression]),
      [
        ['total', '@C5@ = @C2@ + @C4@'],
        ['part', '@C3@ <= @C2@'],
      ],
    )
  })

  test('a formula that can be said computes; one that cannot is listed and the cell is filled in', async ({
    assert,
  }) => {
    const proposal = await proposalOf(
      [
        ['指标', '单位', '数量'],
        ['医师', '人'],
        ['护士', '人'],
        ['合计', '人'],
        ['占比', '%'],
      ],
      { formulas: { C4: 'SUM(C2:C3)', C5: 'VLOOKUP(C4,A1:C3,2)' } },
    )
    const formula = (address: string): string | null | undefined =>
      proposal.bindings.find((binding) => binding.address === address)?.formula
    assert.equal(formula('C4'), 'SUM(@C2@, @C3@)')
    assert.isNull(formula('C5'))
    assert.match(proposal.dropped.find(({ address }) => address === 'C5')?.what ?? '', /VLOOKUP/)
  })

  test('decisions: refused is no value, another indicator is bound, new codes pass over those taken', async ({
    assert,
  }) => {
    const proposal = await proposalOf([
      ['指标', '单位', '数量'],
      ['医师', '人'],
      ['护士', '人'],
      ['药师', '人'],
    ])
    const { template, fresh } = draftFrom(
      proposal,
      { C2: { as: 'refused' }, C3: { as: 'indicator', code: 'M0101' } },
      target,
    )
    assert.deepEqual(
      template.cells.flatMap(({ binding }) => (binding ? [binding.key] : [])),
      ['M0101', 'X1_002'],
    )
    assert.deepEqual(
      fresh.map(({ code, name, unit, type }) => [code, name, unit, type]),
      [['X1_002', '药师', '人', 'integer']],
    )
  })

  test('a table of empty rows is a roster: its first row stands for all, columns say their type', async ({
    assert,
  }) => {
    const proposal = await proposalOf(
      [
        ['高值设备登记表'],
        ['序号', '设备名称', '购置日期', '原值（千元）', '使用科室'],
        ['甲', '乙', 1, 2, 3],
        ['1'],
        ['2'],
        ['3'],
        ['…'],
        ['填表人：'],
      ],
      { border: 'A2:E7', merges: ['A1:E1'] },
    )
    assert.deepEqual(proposal.roster, { row: 3 })
    assert.deepEqual(
      proposal.bindings.map(({ address, fresh }) => [address, fresh.name, fresh.type]),
      [
        ['B4', '设备名称', 'text'],
        ['C4', '购置日期', 'date'],
        ['D4', '原值', 'decimal'],
        ['E4', '使用科室', 'text'],
      ],
    )
    const { template } = draftFrom(proposal, {}, target)
    assert.equal(template.kind, 'roster')
    const band = template.cells.filter(({ row }) => row === template.roster?.row)
    assert.deepEqual(
      band.map(({ text, role }) => [text, role]),
      [['#', 'label'], ...Array.from({ length: 4 }, () => ['', 'input'])],
    )
    assert.deepEqual(
      checkTemplate(template).filter(({ code }) => /ROSTER|OVERLAP|UNBOUND/.test(code)),
      [],
    )
    const again = draftFrom(proposal, {}, { ...target, base: template }).template
    assert.equal(again.roster?.row, template.roster?.row)
  })

  test('a table without heads: each name has its field, beside it, in one column or two', async ({ assert }) => {
    const proposal = await proposalOf(
      [
        ['机构基本情况表'],
        ['机构名称'],
        ['法定代表人', null, '开业时间'],
        ['编制床位数（张）', null, '职工总数（人）'],
      ],
      { border: 'A2:D4', merges: ['A1:D1', 'B2:D2'] },
    )
    assert.deepEqual(
      proposal.bindings.map(({ address, fresh }) => [address, fresh.name, fresh.type, fresh.unit]),
      [
        ['B2', '机构名称', 'text', ''],
        ['B3', '法定代表人', 'text', ''],
        ['B4', '编制床位数', 'integer', '张'],
        ['D3', '开业时间', 'date', ''],
        ['D4', '职工总数', 'integer', '人'],
      ],
    )
  })

  test('choices become a code list that has them all; what has none is filled as text and listed', async ({
    assert,
  }) => {
    const yesNo = {
      code: 'yes_no',
      title: '是否',
      items: ['是', '否'].map((name, at) => ({ code: `${at + 1}`, name })),
    }
    const rows = [
      ['项目', '填报内容'],
      ['是否设置发热门诊', '□是 □否'],
      ['管理模式', '□托管 □自管'],
    ]
    const [sheet] = await sheetsOf({ title: '', sheets: [{ name: 'S', rows, inputs: {}, border: 'A1:B3' }] })
    const proposal = sheet ? recognise(sheet, { ...NOTHING, codeLists: [yesNo] }) : null
    assert.deepEqual(
      proposal?.bindings.map(({ fresh }) => [fresh.type, fresh.codeList]),
      [
        ['code', 'yes_no'],
        ['text', null],
      ],
    )
    assert.deepEqual(
      proposal?.dropped.filter(({ what }) => what.startsWith('可选项')).map(({ address, what }) => [address, what]),
      [['B3', '可选项 托管、自管']],
    )
  })

  test('a merge across head and body is cut at the head, and said', async ({ assert }) => {
    const proposal = await proposalOf(
      [
        ['指标', '单位', '数量', '金额'],
        ['医师', '人'],
        ['护士', '人'],
      ],
      { border: 'A1:D3', merges: ['D1:D2'] },
    )
    assert.match(proposal.dropped.find(({ address }) => address === 'D1')?.why ?? '', /跨越表头和表体/)
    const { template } = draftFrom(proposal, {}, target)
    assert.notInclude(
      checkTemplate(template).map(({ code }) => code),
      'E_TEMPLATE_OVERLAP',
    )
  })
})
