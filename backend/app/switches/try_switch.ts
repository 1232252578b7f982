import { Period } from '@weitong/designer/period'
import { listDueUnits } from '#collections'
import { loadVersion } from '#forms'
import { type HotClient, inHotTransaction, inTransaction, type JobResult, rows, type RunningJob } from '#platform'
import { inScope } from '@weitong/designer/template'
import { readReport } from '#submissions'
import { findSwitch, type SwitchCounts, type VersionSwitch } from './find_switch.js'
import { planUnit, type UnitPlan, type Versions } from './plan_unit.js'
import { writeUnits } from './write_units.js'

const CHUNK = 200

/** One row of version_switch_units. */
export interface SwitchUnit extends UnitPlan {
  readonly organisationId: string
  readonly orgPath: string
  readonly obligationId: string | null
  readonly name: string
  readonly state: string
}

/** An obligation of the collection. */
interface Owed {
  readonly id: string
  readonly organisationId: string
  readonly begun: boolean
}

/** The job behind 试算: plans every report of the collection in chunks, each in a transaction that writes the plan and nothing else. */
export async function trySwitch(job: RunningJob): Promise<JobResult> {
  // The row was written by requestTrial.
  const { id } = job.params as { id: string }
  const found = await inTransaction(job.acting, async (trx) => {
    await rows(trx, 'delete from version_switch_units where switch_id = :id', { id })
    return findSwitch(trx, job.acting, id)
  })
  const versions = { from: await loadVersion(found.from.versionId), to: await loadVersion(found.to.versionId) }
  const owed = await listOwed(job, found.collectionId)
  for (let at = 0; at < owed.length; at += CHUNK) {
    await job.report(Math.floor((at / Math.max(1, owed.length)) * 85), `已试算 ${at} 家，共 ${owed.length} 家`)
    await planChunk(job, { found, versions, owed: owed.slice(at, at + CHUNK) })
  }
  await planAdded(job, { found, versions, owed })
  const counts = await countUnits(job, id)
  const result = await writeUnits(job, found)
  await inTransaction(job.acting, (trx) =>
    rows(trx, `update version_switches set state = 'tried', counts = :counts where id = :id and state = 'trying'`, {
      id,
      counts: JSON.stringify(counts),
    }),
  )
  return result
}

function listOwed(job: RunningJob, collectionId: string): Promise<Owed[]> {
  return inTransaction(job.acting, (trx) =>
    rows<Owed>(
      trx,
      `select o.id, o.organisation_id as "organisationId", s.id is not null as begun
       from obligations o left join submissions s on s.obligation_id = o.id where o.collection_id = :collectionId order by o.id`,
      { collectionId },
    ),
  )
}

interface Chunk {
  readonly found: VersionSwitch
  readonly versions: Versions
  readonly owed: readonly Owed[]
}

async function planChunk(job: RunningJob, { found, versions, owed }: Chunk): Promise<void> {
  const by = { acting: job.acting, grants: [] }
  await inHotTransaction(job.acting, async (client) => {
    const units: SwitchUnit[] = []
    for (const { id, organisationId } of owed) {
      const report = await readReport(client, job.acting, { obligationId: id })
      const { orgPath, org, state } = report
      const unit = { organisationId, orgPath, obligationId: id, name: org.name, state }
      if (state === 'empty') {
        units.push({ ...unit, ...nothing('empty', !inScope(versions.to.compiled, org, Period.parse(report.period))) })
      } else if (report.formVersionId !== versions.to.id) {
        const { plan } = await planUnit(client, by, { versions, report })
        units.push({ ...unit, ...plan })
      }
    }
    await storeUnits(client, found.id, units)
  })
}

/** Units that are in the scope of the new version and owe nothing yet. */
async function planAdded(job: RunningJob, { found, versions, owed }: Chunk): Promise<void> {
  const known = new Set(owed.map(({ organisationId }) => organisationId))
  const due = await inTransaction(job.acting, async (trx) => {
    const [collection] = await rows<{ period: string }>(trx, 'select period from collections where id = :id', {
      id: found.collectionId,
    })
    const period = Period.parse(collection?.period ?? '')
    return listDueUnits(trx, job.acting, { version: versions.to, period })
  })
  const added = due.filter(({ org }) => !known.has(org.id))
  const paths = await inTransaction(job.acting, (trx) =>
    rows<{ id: string; path: string }>(trx, 'select id, path from organisations where id = any (:ids)', {
      ids: added.map(({ org }) => org.id),
    }),
  )
  const pathOf = new Map(paths.map(({ id, path }) => [id, path]))
  await inHotTransaction(job.acting, (client) =>
    storeUnits(
      client,
      found.id,
      added.map(({ org }) => ({
        organisationId: org.id,
        orgPath: pathOf.get(org.id) ?? '',
        obligationId: null,
        name: org.name,
        state: 'empty',
        ...nothing('added', false),
      })),
    ),
  )
}

function nothing(fate: 'empty' | 'added', outside: boolean): UnitPlan {
  return { fate, outside, removed: [], reread: [], missing: 0, errors: 0, warnings: 0, messages: [] }
}

const STORE = {
  name: 'switch_units_store',
  text: `insert into version_switch_units (switch_id, organisation_id, org_path, obligation_id, name, state, fate, outside, removed, reread,
      missing, errors, warnings, messages)
    select $1, u."organisationId", u."orgPath", u."obligationId", u.name, u.state, u.fate, u.outside, u.removed, u.reread, u.missing,
      u.errors, u.warnings, u.messages
    from jsonb_to_recordset($2::jsonb) as u("organisationId" bigint, "orgPath" text, "obligationId" bigint, name text, state text,
      fate text, outside boolean, removed jsonb, reread jsonb, missing int, errors int, warnings int, messages jsonb)`,
}

async function storeUnits(client: HotClient, id: string, units: readonly SwitchUnit[]): Promise<void> {
  if (units.length > 0) await client.query({ ...STORE, values: [id, JSON.stringify(units)] })
}

async function countUnits(job: RunningJob, id: string): Promise<Partial<SwitchCounts>> {
  const [found] = await inTransaction(job.acting, (trx) =>
    rows<{ counts: Partial<SwitchCounts> }>(
      trx,
      `select coalesce((select jsonb_object_agg(fate, n) from (select fate, count(*)::int n from version_switch_units
           where switch_id = :id group by fate) f), '{}')
         || (select jsonb_build_object('outside', count(*) filter (where outside), 'removed', count(*) filter (where removed <> '[]'),
             'reread', count(*) filter (where reread <> '[]'), 'missing', count(*) filter (where missing > 0),
             'failing', count(*) filter (where errors + warnings > 0))
           from version_switch_units where switch_id = :id) as counts`,
      { id },
    ),
  )
  return found?.counts ?? {}
}
