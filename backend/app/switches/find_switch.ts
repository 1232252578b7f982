import type { Acting, JobView } from '#platform'
import { rows, type Trx } from '#platform'
import { E } from './errors.js'
import type { Fate } from './plan_unit.js'

export type SwitchState = 'trying' | 'tried' | 'running' | 'done'

/** Units by what happens to their reports, and how many of those are touched in which way. Contract `SwitchCounts`. */
export type SwitchCounts = Readonly<
  Record<Fate | 'outside' | 'removed' | 'reread' | 'missing' | 'failing' | 'returned', number>
>

/** Contract `VersionSwitch`. */
export interface VersionSwitch {
  readonly id: string
  readonly collectionId: string
  readonly from: { readonly versionId: string; readonly number: number; readonly edition: string }
  readonly to: { readonly versionId: string; readonly number: number; readonly edition: string }
  readonly state: SwitchState
  readonly job: Pick<JobView, 'state' | 'progress' | 'message'> | null
  readonly counts: Partial<SwitchCounts>
  readonly result: Partial<SwitchCounts> | null
  /** Whether submitted reports that must be looked at again are returned; null until it is run. */
  readonly returns: boolean | null
  readonly reason: string | null
  readonly madeAt: Date
  readonly madeBy: string
  readonly doneAt: Date | null
}

const SWITCHES = `select w.id, w.collection_id as "collectionId",
    jsonb_build_object('versionId', w.from_version_id::text, 'number', f.number, 'edition', f.edition) as "from",
    jsonb_build_object('versionId', w.to_version_id::text, 'number', t.number, 'edition', t.edition) as "to",
    w.state, case when j.id is not null then jsonb_build_object('state', j.state, 'progress', j.progress, 'message', j.message) end as job,
    w.counts, w.result, w.returns, w.reason, w.made_at as "madeAt", coalesce(a.name, '系统') as "madeBy", w.done_at as "doneAt"
  from version_switches w join form_versions f on f.id = w.from_version_id join form_versions t on t.id = w.to_version_id
    join collections c on c.id = w.collection_id join forms m on m.id = c.form_id
    left join jobs j on j.id = w.job_id left join accounts a on a.id = w.made_by
  where ('*' = any (:areas) or m.area = any (:areas))`

/** Newest first. */
export function listSwitches(trx: Trx, acting: Acting, collectionId: string): Promise<VersionSwitch[]> {
  const wanted = { areas: acting.areas, collectionId }
  return rows<VersionSwitch>(trx, `${SWITCHES} and w.collection_id = :collectionId order by w.id desc`, wanted)
}

export async function findSwitch(trx: Trx, acting: Acting, id: string): Promise<VersionSwitch> {
  const [found] = await rows<VersionSwitch>(trx, `${SWITCHES} and w.id = :id`, { areas: acting.areas, id })
  if (!found) throw E.E_SWITCH_NOT_FOUND()
  return found
}

export interface UnitFilter {
  readonly fate?: Fate | 'outside' | 'removed' | 'reread' | 'missing' | 'failing' | undefined
  readonly page?: number | undefined
}

const PAGE = 50
const FILTERS = {
  outside: 'outside',
  removed: `removed <> '[]'`,
  reread: `reread <> '[]'`,
  missing: 'missing > 0',
  failing: 'errors + warnings > 0',
} as const

/** Contract `Page<SwitchUnit>`: the units of a switch within one's rights. */
export async function listSwitchUnits(
  trx: Trx,
  acting: Acting,
  { id, fate, page = 1 }: UnitFilter & { readonly id: string },
): Promise<{ rows: unknown[]; total: number }> {
  await findSwitch(trx, acting, id)
  const condition =
    fate === undefined ? 'true' : fate in FILTERS ? FILTERS[fate as keyof typeof FILTERS] : 'fate = :fate'
  const from = `from version_switch_units where switch_id = :id and org_path ^@ any (:scopes) and ${condition}`
  const bindings = { id, scopes: acting.scopes, limit: PAGE, offset: (page - 1) * PAGE, ...(fate && { fate }) }
  const [count] = await rows<{ total: number }>(trx, `select count(*)::int as total ${from}`, bindings)
  const found = await rows(
    trx,
    `select organisation_id as "organisationId", obligation_id as "obligationId", name, state, fate, outside, removed, reread, missing,
       errors, warnings, messages ${from} order by org_path limit :limit offset :offset`,
    bindings,
  )
  return { rows: found, total: count?.total ?? 0 }
}
