import { createHash, randomBytes } from 'node:crypto'
import type { Cell, Template } from '@weitong/designer/template'
import type { FormDraft } from '../../workbench/src/app/api/contract.js'
import { withClient } from '../../deploy/local/database.mjs'
import { rule, smallTemplate } from '../support/forms.js'
import type { Platform } from '../support/platform.js'
import { actor } from '../support/world.js'

/** One report and the session of the person who fills it. */
export interface Desk {
  readonly obligationId: string
  readonly cookie: string
}

const INPUTS = 36
const TOTALS = 4
const CODE = 'BENCH-1'
const inputCodes = Array.from({ length: INPUTS }, (_, at) => `BENCH_v${at}`)
const totalCodes = Array.from({ length: TOTALS }, (_, at) => `BENCH_t${at}`)

export const INPUT_KEYS: readonly string[] = inputCodes

/**
 * A published form of 40 indicators (36 typed, 4 totals, 12 rules) that every institution owes for the given months, with an
 * account and a session at each of them. Returns every report with its session.
 */
export async function openBench(platform: Platform, months: readonly string[]): Promise<Desk[]> {
  const designer = await actor('sheng-sheji')
  const template = benchTemplate()
  for (const indicator of template.indicators) {
    await designer.expect('IndicatorEntry', designer.post('/indicators', indicator), 201)
  }
  const draft = await designer.expect(
    'FormDraft',
    designer.post<FormDraft>('/forms', { code: CODE, title: template.title, periodType: 'month' }),
    201,
  )
  const path = `/form-versions/${draft.version.id}`
  const { revision } = await designer.expect(
    'FormDraft',
    designer.put<FormDraft>(path, { revision: draft.revision, template }),
  )
  await designer.expect('FormDraft', designer.post(`${path}/publish`, { revision }))
  const due = '2026-12-31'
  const days = { due, dueCounty: due, dueCity: due, dueProvince: due }
  for (const period of months) {
    const collection = { formVersionId: draft.version.id, period, ...days }
    await designer.expect('CollectionSummary', designer.post('/collections', collection), 201)
  }
  return seatEverybody(platform)
}

function benchTemplate(): Template {
  const keys = { visits: 'BENCH_a', stays: 'BENCH_b', total: 'BENCH_c', income: 'BENCH_d' }
  const small = smallTemplate(CODE, keys, { scope: 'ORG.category <> ""' })
  const [sample] = small.indicators
  const [cell] = small.cells.filter(({ role }) => role === 'input')
  if (!sample || !cell) throw new Error('the small form has no indicator or no input')
  const codes = [...inputCodes, ...totalCodes]
  const rowOf = (code: string) => `r_${code.toLowerCase()}`
  const cells = codes.map((code, at): Cell => {
    const binding = { key: code, indicator: code, rowItem: null, columnItem: null, offset: 0 } as const
    const place = { id: `i_${code.toLowerCase()}`, row: rowOf(code), binding }
    if (at < INPUTS) return { ...cell, ...place, required: at < 6 }
    const parts = inputCodes.slice((at - INPUTS) * 9, (at - INPUTS) * 9 + 9).map((part) => `[${part}]`)
    return { ...cell, ...place, role: 'computed', formula: `SUM(${parts.join(', ')})`, required: false }
  })
  return {
    ...small,
    rows: [...small.rows.slice(0, 2), ...codes.map((code) => ({ id: rowOf(code), sectionId: 's_main', height: 28 }))],
    cells: [...small.cells.filter(({ row }) => row === 'r_title' || row === 'r_head'), ...cells],
    indicators: codes.map((code) => ({ ...sample, code, name: `指标 ${code}`, type: 'integer', decimals: 0 })),
    rules: totalCodes.flatMap((code, at) => [
      rule(`E${at}1`, 'error', `[${code}] >= [${inputCodes[at * 9]}]`, '合计不小于其中项'),
      rule(`E${at}2`, 'error', `[${inputCodes[at * 9]}] >= 0`, '不小于零'),
      rule(`W${at}1`, 'warning', `[${code}] <= PREV([${code}]) * 100`, '与上月相差不超过一百倍'),
    ]),
  }
}

/** Accounts and sessions straight into the database: signing in is measured elsewhere. */
function seatEverybody(platform: Platform): Promise<Desk[]> {
  return withClient(platform.database.ownerUrl, async (client) => {
    await client.query(`select set_config('app.scopes', '/', false), set_config('app.account', '0', false)`)
    const { rows } = await client.query(
      `with units as (
         select distinct o.organisation_id as id, u.path from obligations o join collections c on c.id = o.collection_id
         join organisations u on u.id = o.organisation_id join forms f on f.id = c.form_id where f.code = $1),
       made as (
         insert into accounts (login, name, organisation_id, org_path, password_hash, created_at)
         select 'bench-' || id, '压测' || id, id, path, '-', now() from units returning id, organisation_id),
       granted as (
         insert into account_grants (account_id, role, organisation_id) select id, 'filler', organisation_id from made)
       select id::text, organisation_id::text as organisation from made`,
      [CODE],
    )
    const tokens = rows.map(({ id, organisation }) => ({
      id,
      organisation,
      token: randomBytes(32).toString('base64url'),
    }))
    await client.query(
      `insert into sessions (token_hash, account_id, created_at, seen_at, expires_at)
       select decode(t.hash, 'hex'), t.id, now(), now(), now() + interval '1 day'
       from jsonb_to_recordset($1::jsonb) as t(id bigint, hash text)`,
      [JSON.stringify(tokens.map(({ id, token }) => ({ id, hash: createHash('sha256').update(token).digest('hex') })))],
    )
    const cookies = new Map(tokens.map(({ organisation, token }) => [organisation, `weitong_session=${token}`]))
    const obligations = await client.query(
      `select o.id::text, o.organisation_id::text as organisation from obligations o join collections c on c.id = o.collection_id
       join forms f on f.id = c.form_id
       where f.code = $1 order by c.period desc, o.id`,
      [CODE],
    )
    return obligations.rows.map(({ id, organisation }) => ({
      obligationId: String(id),
      cookie: cookies.get(String(organisation)) ?? '',
    }))
  })
}

/** Every report filled and not submitted, as autosaves would have left it. */
export async function draftEverything(platform: Platform): Promise<void> {
  const draft = Object.fromEntries(INPUT_KEYS.map((key, at) => [key, String(at * 10 + 1)]))
  await withClient(platform.database.ownerUrl, async (client) => {
    await client.query(`select set_config('app.scopes', '/', false), set_config('app.account', '0', false)`)
    await client.query(
      `insert into submissions (form_id, period, organisation_id, obligation_id, form_version_id, org_path, state, revision,
         draft, filled, saved_at, saved_by)
       select c.form_id, c.period, o.organisation_id, o.id, c.form_version_id, o.org_path, 'draft', 1, $2, 100, now(), 1
       from obligations o join collections c on c.id = o.collection_id join forms f on f.id = c.form_id where f.code = $1
       on conflict do nothing`,
      [CODE, JSON.stringify(draft)],
    )
    await client.query('analyze submissions, obligations, sessions, accounts')
  })
}
