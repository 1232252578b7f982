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
  forms: [
    {
      code: form.code,
      title: form.title,
      tableNo: form.legal.tableNo,
      indicators: form.indicators.map(({ code }) => code),
    },
  ],
}
const NOTHING: Dictionary = { indicators: [], forms: [] }
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
})
