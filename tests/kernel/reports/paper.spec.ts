import { test } from '@japa/runner'
import { emptyPaper } from '@weitong/reports/document'
import type { Template } from '@weitong/designer/template'
import { cell, smallForm } from '../support/small_form.js'

/** Two sections of a few lines below one head. */
function form(change: Partial<Template> = {}): Template {
  const plain = smallForm(['A', 'B', 'C', 'D'].map((key) => ({ key })))
  const rows = [{ id: 'r_names', sectionId: null, height: 28 }, ...plain.rows.slice(1)]
  return {
    ...plain,
    rows: rows.map((row) => (['r_c', 'r_d'].includes(row.id) ? { ...row, sectionId: 's2' } : row)),
    sections: [...plain.sections, { id: 's2', title: '二、其他', when: null }],
    cells: [
      cell({ id: 'h_name', row: 'r_names', column: 'c_a', text: '指标', role: 'head' }),
      ...plain.cells.filter(({ role }) => role !== 'title'),
    ],
    ...change,
  }
}

const textsOf = (template: Template) =>
  emptyPaper(template, 'A4').pages.map(({ heads, rows }) =>
    [...heads, ...rows].flatMap(({ cells }) => cells.flatMap(({ text }) => (text === '' ? [] : [text]))),
  )

test.group('the paper of a form', () => {
  test('goes on until the page is full', ({ assert }) => {
    assert.deepEqual(textsOf(form()), [['指标', '项目A', '项目B', '项目C', '项目D']])
  })

  test('a section that begins a new page does, below the heads again', ({ assert }) => {
    const sections = form().sections.map((section) => ({ ...section, newPage: true as const }))
    assert.deepEqual(textsOf(form({ sections })), [
      ['指标', '项目A', '项目B'],
      ['指标', '项目C', '项目D'],
    ])
  })

  test('says 敏感 across every page of a sensitive form', ({ assert }) => {
    const paper = emptyPaper(form({ secrecy: 'sensitive' }), 'A4')
    assert.include(paper, { watermark: '敏感', secrecyNote: '敏感 · 按保密规定保管' })
    assert.equal(emptyPaper(form(), 'A4').watermark, '')
  })
})
