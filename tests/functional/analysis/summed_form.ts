import type { Aggregation, Cell, Template, TemplateIndicator } from '@weitong/designer/template'
import { openCollection, publishTemplate, smallTemplate } from '../../support/forms.js'
import type { Client } from '../../support/http_client.js'

/** A form with one indicator of every way to add up. */
export interface SummedForm {
  readonly code: string
  readonly formId: string
  /** `visits` and `income` add up, `beds` not over months, `charge` is income ÷ visits, `remark` is text. */
  readonly keys: Readonly<Record<'visits' | 'stays' | 'total' | 'income' | 'beds' | 'charge' | 'remark', string>>
  readonly periods: readonly [string, string]
}

/** Runs SQL as the owner over all organisations. */
export type Run = <T>(sql: string, values?: readonly unknown[]) => Promise<T[]>

let forms = 0

/** Publishes the form and collects it for two months from every hospital of the province. */
export async function buildSummedForm(designer: Client): Promise<SummedForm> {
  forms += 1
  const code = `S${process.pid}-${forms}`
  const key = (name: string) => `${code.replace('-', '_')}_${name}`
  const keys = {
    visits: key('visits'),
    stays: key('stays'),
    total: key('total'),
    income: key('income'),
    beds: key('beds'),
    charge: key('charge'),
    remark: key('remark'),
  }
  const template = withMore(smallTemplate(code, keys, { scope: 'STARTS(ORG.category, "A")', rules: [] }), [
    { ...number(keys.beds, 'period-end'), name: '期末床位', unit: '张' },
    {
      ...number(keys.charge, 'ratio'),
      name: '次均费用',
      ratio: `[${keys.income}] * 1000 / [${keys.visits}]`,
      unit: '元',
    },
    { ...number(keys.remark, 'none'), name: '备注', type: 'text', decimals: null },
  ])
  const { formId, versionId } = await publishTemplate(designer, template)
  const built = { code, formId, keys, periods: ['2026-09', '2026-10'] as const }
  for (const period of built.periods) {
    await openCollection(designer, { ...built, versionId, template }, { period })
  }
  return built
}

const STATES = ['submitted', 'submitted', 'county-passed', 'city-passed', 'province-approved']

/**
 * Random facts for about four of five obligations, some values blank, in states on the way. Facts are all that sums read;
 * how submitting makes them is tested with submissions.
 *
 * @param spare organisations whose reports the test submits itself
 */
export async function fillAtRandom(run: Run, form: SummedForm, spare: readonly string[] = []): Promise<void> {
  const { visits, stays, total, income, beds, charge, remark } = form.keys
  const table = tableOf(form)
  const names = [visits, stays, total, income, beds, charge, remark].map((name) => `"${name.toLowerCase()}"`)
  const blank = (sql: string) => `case when random() < 0.1 then null else ${sql} end`
  await run(
    `insert into ${table} (submission_id, form_version_id, period, organisation_id, org_path, division_code, city_code, county_code,
       category, economic_type, ownership, hospital_level, hospital_grade, host, affiliation, state, ${names.join(', ')})
     select o.id + 1000000000, c.form_version_id, c.period, o.organisation_id, o.org_path, o.division_code, o.city_code, o.county_code,
       o.category, o.economic_type, o.ownership, o.hospital_level, o.hospital_grade, o.host, o.affiliation,
       ($2::text[])[1 + floor(random() * cardinality($2::text[]))],
       ${blank('floor(random() * 90000)')}, ${blank('floor(random() * 3000)')}, null, ${blank('round((random() * 100000)::numeric, 2)')},
       ${blank('floor(random() * 900)')}, 1.5, 'x'
     from obligations o join collections c on c.id = o.collection_id
     where c.form_id = $1 and random() < 0.8 and o.organisation_id <> all ($3::bigint[])`,
    [form.formId, STATES, spare],
  )
}

/** The fact table, qualified and quoted. */
export function tableOf(form: Pick<SummedForm, 'code'>): string {
  return `facts."${form.code.toLowerCase().replaceAll('-', '_')}"`
}

/** A number with two decimals. */
export function number(code: string, aggregation: Aggregation): TemplateIndicator {
  const rest = { name: code, unit: '', ratio: null, codeList: null, definition: '' }
  return { code, type: 'decimal', decimals: 2, aggregation, ...rest }
}

/** One more row for each indicator, below the others. */
export function withMore(template: Template, indicators: readonly TemplateIndicator[]): Template {
  const like = template.cells.find(({ role }) => role === 'input')
  if (!like) throw new Error('the small template has no input cell')
  const cellOf = ({ code }: TemplateIndicator, at: number): Cell => ({
    ...like,
    id: `i_more_${at}`,
    row: `r_more_${at}`,
    required: false,
    binding: { key: code, indicator: code, rowItem: null, columnItem: null, offset: 0 },
  })
  return {
    ...template,
    rows: [...template.rows, ...indicators.map((_, at) => ({ id: `r_more_${at}`, sectionId: 's_main', height: 28 }))],
    cells: [...template.cells, ...indicators.map(cellOf)],
    indicators: [...template.indicators, ...indicators],
  }
}
