/**
 * Three-level sums of 60 indicators × 12 months over every institution: `npm run bench -- --only analysis
 * [--institutions=36000]`. Prints the query plan by county, the statement alone, and the page's request: new, asked again, and
 * again after a report came in.
 */
import { parseArgs } from 'node:util'
import { STATUS_FILTERS } from '@weitong/designer/submission'
import { sumStatement } from '../../backend/app/analysis/sum_statement.js'
import { withClient } from '../../deploy/local/database.mjs'
import { number, withMore } from '../functional/analysis/summed_form.js'
import { openCollection, publishTemplate, smallTemplate } from '../support/forms.js'
import { actor, openWorld, ownerRows, sharedPlatform } from '../support/world.js'

const { values: options } = parseArgs({ options: { institutions: { type: 'string', default: '36000' } } })
const CODE = 'BENCH-60'
const TABLE = 'bench_60'
const PERIODS = Array.from({ length: 12 }, (_, at) =>
  at < 10 ? `2026-${String(at + 1).padStart(2, '0')}` : `2025-${at + 1}`,
)
const OWN = { visits: 'B60_a', stays: 'B60_b', total: 'B60_c', income: 'B60_d' }
const KEYS = [...Object.values(OWN), ...Array.from({ length: 56 }, (_, at) => `B60_v${at}`)]
const RUNS = 7

const close = await openWorld({ seed: ['--bare', `--institutions=${options.institutions}`] })
try {
  const formId = await fill()
  await benchStatement(formId)
  await benchRequest()
} finally {
  await close()
}

/** Twelve collections from everybody, every report there and every value filled: the most there can be. */
async function fill(): Promise<string> {
  const designer = await actor('sheng-sheji')
  const small = smallTemplate(CODE, OWN, { scope: 'ORG.category <> ""', rules: [] })
  const template = withMore(
    small,
    KEYS.slice(4).map((key) => number(key, 'sum')),
  )
  const { formId, versionId } = await publishTemplate(designer, template)
  for (const period of PERIODS) {
    await openCollection(
      designer,
      { code: CODE, formId, versionId, template, keys: OWN },
      { period, due: '2026-12-31' },
    )
  }
  const columns = KEYS.map((key) => `"${key.toLowerCase()}"`)
  const random = KEYS.map((_, at) =>
    at % 3 === 0 ? 'round((random() * 100000)::numeric, 2)' : 'floor(random() * 5000)',
  )
  await ownerRows(
    `insert into facts.${TABLE} (submission_id, form_version_id, period, organisation_id, org_path, division_code, city_code, county_code,
       category, economic_type, ownership, hospital_level, hospital_grade, host, affiliation, state, ${columns.join(', ')})
     select o.id + 1000000000, c.form_version_id, c.period, o.organisation_id, o.org_path, o.division_code, o.city_code, o.county_code,
       o.category, o.economic_type, o.ownership, o.hospital_level, o.hospital_grade, o.host, o.affiliation, 'submitted', ${random.join(', ')}
     from obligations o join collections c on c.id = o.collection_id where c.form_id = $1`,
    [formId],
  )
  await withClient(sharedPlatform().database.ownerUrl, (client) =>
    client.query(`vacuum analyze facts.${TABLE}, obligations`),
  )
  const [count] = await ownerRows<{ facts: number; size: string }>(
    `select count(*)::int as facts, pg_size_pretty(pg_table_size('facts.${TABLE}')) as size from facts.${TABLE}`,
  )
  console.log(`${count?.facts} reports × ${KEYS.length} indicators, ${count?.size}`)
  return formId
}

/** By county of the whole province, as the runtime role under row-level security. */
async function benchStatement(formId: string): Promise<void> {
  const region = { code: 'u.county_code', unit: 'null::bigint', where: 'true', place: '' }
  const states = STATUS_FILTERS.submitted
  const { sql, bindings } = sumStatement({
    formId,
    table: TABLE,
    periods: PERIODS,
    states,
    scopes: ['/'],
    region,
    sums: KEYS,
    levels: KEYS.map(() => 'report'),
    split: null,
  })
  const values: unknown[] = []
  const text = sql.replaceAll(/(?<!:):([a-z]+)/g, (_, name: string) => `$${values.push(bindings[name])}`)
  await withClient(sharedPlatform().database.runtimeUrl, async (client) => {
    await client.query(`begin; set local app.account = '0'; set local app.scopes = '/'; set local enable_sort = off`)
    const times: number[] = []
    for (let run = 0; run < RUNS; run++) times.push(await timed(() => client.query(text, values)))
    print('statement by county', times)
    const { rows } = await client.query(`explain (analyze, costs off, timing off) ${text}`, values)
    for (const row of rows) console.log(`  ${String(row['QUERY PLAN']).slice(0, 150)}`)
    await client.query('rollback')
  })
}

/** The page's own request by city; indicators in another order are another question. */
async function benchRequest(): Promise<void> {
  const analyst = await actor('sheng-fenxi')
  const ask = (keys: readonly string[]) => async () => {
    const query = `form=${CODE}&period=${PERIODS[10]}&periodTo=${PERIODS[9]}&status=submitted&indicator=${keys.join(',')}`
    const reply = await analyst.get(`/analysis/aggregate?${query}`)
    if (reply.status !== 200) throw new Error(JSON.stringify(reply.body))
  }
  const rotated = (by: number) => [...KEYS.slice(by), ...KEYS.slice(0, by)]
  const fresh: number[] = []
  for (let run = 1; run <= RUNS; run++) fresh.push(await timed(ask(rotated(run))))
  print('request by city, new', fresh)
  const again: number[] = []
  for (let run = 0; run < RUNS * 3; run++) again.push(await timed(ask(rotated(RUNS))))
  print('request by city, asked again', again)
  const changed: number[] = []
  for (let run = 0; run < RUNS; run++) {
    await ownerRows(
      `update facts.${TABLE} set b60_a = b60_a + 1 where submission_id = (select min(submission_id) from facts.${TABLE})`,
    )
    changed.push(await timed(ask(rotated(RUNS))))
  }
  print('request by city, after a change', changed)
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now()
  await work()
  return performance.now() - begin
}

function print(what: string, times: readonly number[]): void {
  const sorted = [...times].sort((a, b) => a - b)
  const at = (share: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0)
  console.log(`${what}: median ${at(0.5)} ms, best ${at(0)} ms, worst ${at(1)} ms (${times.length} runs)`)
}
