import type { Cell, CheckRule, Template, TemplateIndicator } from '@weitong/designer/template'
import type { CollectionSummary, FormDraft, SubmitReply } from '../../workbench/src/app/api/contract.js'
import type { Client } from './http_client.js'

let forms = 0

export interface FormOptions {
  /** Who owes a report; default the hospitals of 大冶. */
  readonly scope?: string
  readonly rules?: readonly CheckRule[]
  readonly change?: (template: Template) => Template
}

/** A published form: four rows, `total` computed from the two above. */
export interface BuiltForm {
  readonly formId: string
  readonly versionId: string
  readonly code: string
  readonly template: Template
  /** Keys of the values. */
  readonly keys: { readonly visits: string; readonly stays: string; readonly total: string; readonly income: string }
}

/** Creates, saves and publishes a small monthly form of its own through the API. */
export async function buildForm(designer: Client, options: FormOptions = {}): Promise<BuiltForm> {
  forms += 1
  const prefix = `T${process.pid}_${forms}`
  const code = prefix.replace('_', '-')
  const keys = {
    visits: `${prefix}_visits`,
    stays: `${prefix}_stays`,
    total: `${prefix}_total`,
    income: `${prefix}_income`,
  }
  const basic = smallTemplate(code, keys, options)
  for (const indicator of basic.indicators) {
    await designer.expect('IndicatorEntry', designer.post('/indicators', indicator), 201)
  }
  const created = await designer.expect(
    'FormDraft',
    designer.post<FormDraft>('/forms', { code, title: basic.title, periodType: 'month' }),
    201,
  )
  const path = `/form-versions/${created.version.id}`
  const template = options.change ? options.change(basic) : basic
  const saved = await designer.expect(
    'FormDraft',
    designer.put<FormDraft>(path, { revision: created.revision, template }),
  )
  await designer.expect('FormDraft', designer.post(`${path}/publish`, { revision: saved.revision }))
  return { formId: created.formId, versionId: created.version.id, code, template, keys }
}

/** Puts the indicators into the dictionary and publishes the form through the API. */
export async function publishTemplate(
  designer: Client,
  template: Template,
): Promise<{ readonly formId: string; readonly versionId: string }> {
  for (const indicator of template.indicators) {
    await designer.expect('IndicatorEntry', designer.post('/indicators', indicator), 201)
  }
  const { code, title, periodType } = template
  const draft = await designer.expect('FormDraft', designer.post<FormDraft>('/forms', { code, title, periodType }), 201)
  const path = `/form-versions/${draft.version.id}`
  const saved = await designer.expect(
    'FormDraft',
    designer.put<FormDraft>(path, { revision: draft.revision, template }),
  )
  await designer.expect('FormDraft', designer.post(`${path}/publish`, { revision: saved.revision }))
  return { formId: draft.formId, versionId: draft.version.id }
}

/** Opens the collection of a month for a built form; days are given relative to the clock of the shared platform. */
export function openCollection(
  designer: Client,
  form: BuiltForm,
  { period = '2026-10', due = '2026-11-25' } = {},
): Promise<CollectionSummary> {
  const days = { due, dueCounty: due, dueCity: due, dueProvince: due }
  return designer.expect(
    'CollectionSummary',
    designer.post<CollectionSummary>('/collections', { formVersionId: form.versionId, period, ...days }),
    201,
  )
}

/** Saves the values on top of nothing and submits; the filler must owe the report. */
export async function fillAndSubmit(
  filler: Client,
  obligationId: string,
  values: Readonly<Record<string, string>>,
): Promise<SubmitReply> {
  const path = `/submissions/${obligationId}`
  const view = await filler.expect('SubmissionView', filler.get<{ revision: number }>(path))
  const saved = await filler.expect(
    'SaveReply',
    filler.post<{ revision: number }>(`${path}/save`, {
      operationId: crypto.randomUUID(),
      baseRevision: view.revision,
      values,
    }),
  )
  return filler.expect(
    'SubmitReply',
    filler.post<SubmitReply>(`${path}/submit`, {
      operationId: crypto.randomUUID(),
      baseRevision: saved.revision,
    }),
  )
}

/** A well-formed template without problems; nothing of it is stored. */
export function smallTemplate(code: string, keys: BuiltForm['keys'], options: FormOptions = {}): Template {
  const rows = ['r_title', 'r_head', 'r_visits', 'r_stays', 'r_total', 'r_income']
  const { visits, stays, total, income } = keys
  return {
    format: 1,
    code,
    title: `测试表 ${code}`,
    edition: '第一版',
    periodType: 'month',
    kind: 'fixed',
    area: 'statistics',
    secrecy: 'internal',
    legal: {
      tableNo: `${code}表`,
      maker: '湖北省卫生健康委员会',
      approver: '湖北省统计局',
      approvalNo: '鄂统制〔2026〕1号',
      validUntil: '2028-12-31',
    },
    scope: options.scope ?? 'AND(ORG.division = "420281", STARTS(ORG.category, "A"))',
    unitNote: '',
    headerItems: [
      {
        id: 'filler',
        title: '填表人',
        place: 'foot',
        type: 'text',
        required: false,
        readOnly: false,
        prefill: 'account.name',
      },
    ],
    sections: [{ id: 's_main', title: '一、服务量', when: null }],
    columns: ['c_name', 'c_unit', 'c_value'].map((id) => ({ id, width: 160 })),
    rows: rows.map((id) => ({ id, sectionId: id === 'r_title' || id === 'r_head' ? null : 's_main', height: 28 })),
    cells: [
      label('title', 'r_title', 'c_name', { text: `测试表 ${code}`, role: 'title', columnSpan: 3, align: 'center' }),
      label('head', 'r_head', 'c_value', { text: '数量', role: 'head', align: 'center' }),
      label('l_visits', 'r_visits', 'c_name', { text: '诊疗人次' }),
      label('l_stays', 'r_stays', 'c_name', { text: '出院人数' }),
      label('l_total', 'r_total', 'c_name', { text: '合计' }),
      label('l_income', 'r_income', 'c_name', { text: '收入' }),
      input('i_visits', 'r_visits', visits, true),
      input('i_stays', 'r_stays', stays),
      { ...input('i_total', 'r_total', total), role: 'computed', formula: `[${visits}] + [${stays}]` },
      input('i_income', 'r_income', income),
    ],
    indicators: [
      indicator(visits, '诊疗人次', '人次'),
      indicator(stays, '出院人数', '人'),
      indicator(total, '服务量合计', '人次'),
      { ...indicator(income, '收入', '千元'), type: 'decimal', decimals: 2 },
    ],
    codeLists: [],
    rules: options.rules ?? [
      rule('E001', 'error', `[${visits}] >= [${stays}]`, '诊疗人次不少于出院人数'),
      rule('W001', 'warning', `[${income}] <= 1000`, '收入一般不超过 1000 千元'),
    ],
    unsayable: [],
  }
}

export function rule(code: string, severity: 'error' | 'warning', expression: string, message: string): CheckRule {
  return { code, severity, expression, message, when: null, hint: null, source: 'test' }
}

function indicator(code: string, name: string, unit: string): TemplateIndicator {
  const rest = {
    type: 'integer',
    decimals: 0,
    aggregation: 'sum',
    ratio: null,
    codeList: null,
    definition: '',
  } as const
  return { code, name, unit, ...rest }
}

function label(id: string, row: string, column: string, rest: Partial<Cell>): Cell {
  const nothing = { binding: null, formula: null, required: false, when: null, indent: 0 }
  return { id, row, column, rowSpan: 1, columnSpan: 1, role: 'label', text: '', align: 'left', ...nothing, ...rest }
}

function input(id: string, row: string, key: string, required = false): Cell {
  const binding = { key, indicator: key, rowItem: null, columnItem: null, offset: 0 } as const
  return label(id, row, 'c_value', { role: 'input', align: 'right', binding, required })
}
