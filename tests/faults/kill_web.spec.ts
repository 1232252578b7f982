import { randomUUID } from 'node:crypto'
import { test } from '@japa/runner'
import type { FillTask, SaveReply, SubmissionView, SubmitReply } from '../../workbench/src/app/api/contract.js'
import { buildForm, openCollection } from '../support/forms.js'
import { type Client, signIn } from '../support/http_client.js'
import { startPlatform } from '../support/platform.js'
import { CLOCK, PASSWORD } from '../support/world.js'
import { withClient } from '../../deploy/local/database.mjs'

/** What was asked, and whether the answer arrived. */
interface Attempt {
  readonly operationId: string
  readonly value: string
  acknowledged: SaveReply | null
}

async function ownerRows<T>(ownerUrl: string, sql: string, values: readonly unknown[] = []): Promise<T[]> {
  return withClient(ownerUrl, async (client) => {
    await client.query(`select set_config('app.scopes', '/', false)`)
    return (await client.query(sql, [...values])).rows as T[]
  })
}

test.group('the web process is killed with SIGKILL', () => {
  test('during autosave and right after 上报: every acknowledged value is there, once', async ({ assert }) => {
    const platform = await startPlatform({ seed: ['--bare'], clock: CLOCK })
    try {
      const { ownerUrl } = platform.database
      const designer = await signIn(platform.baseUrl, 'sheng-sheji', PASSWORD)
      const form = await buildForm(designer)
      await openCollection(designer, form)
      const filler = await signIn(platform.baseUrl, 'daye-rmyy', PASSWORD)
      const path = await reportPath(filler)
      const { visits, stays, income } = form.keys

      for (let round = 0; round < 3; round++) {
        const attempts = await autosaveUntilDeath(filler, {
          path,
          keys: [visits, stays, income],
          kill: () => platform.kill9('web'),
        })
        await platform.restart('web')
        assert.isAbove(attempts.filter(({ acknowledged }) => acknowledged).length, 3)
        const log = await ownerRows<{ revision: number; changes: Record<string, [unknown, unknown]> }>(
          ownerUrl,
          'select revision, changes from change_log order by revision',
        )
        assert.deepEqual(
          log.map(({ revision }) => revision),
          log.map((_, at) => at + 1),
          'one log row per revision, none missing, none twice',
        )
        for (const { acknowledged, value } of attempts) {
          if (acknowledged) assert.equal(log[acknowledged.revision - 1]?.changes[visits]?.[1], value)
        }
        await resendLast(filler, { path, key: visits, attempts })
        const view = await filler.get<SubmissionView>(path)
        assert.equal(view.body.values[visits], attempts.at(-1)?.value)
      }

      const { revision } = (await filler.get<SubmissionView>(path)).body
      const operationId = randomUUID()
      const submitted = await filler.post<SubmitReply>(`${path}/submit`, { operationId, baseRevision: revision })
      await platform.kill9('web')
      assert.equal(submitted.status, 200, JSON.stringify(submitted.body))
      await platform.restart('web')
      const repeated = await filler.post<SubmitReply>(`${path}/submit`, { operationId, baseRevision: revision })
      assert.deepEqual(repeated.body, submitted.body)
      const table = form.code.toLowerCase().replaceAll('-', '_')
      const [counts] = await ownerRows(
        ownerUrl,
        `select (select count(*)::int from facts."${table}") as facts, (select count(*)::int from review_events) as events,
           (select count(*)::int from audit_events where action = 'submission.submit') as audited`,
      )
      assert.deepEqual(counts, { facts: 1, events: 1, audited: 1 })
    } finally {
      await platform.stop()
    }
  }).timeout(120_000)
})

async function reportPath(filler: Client): Promise<string> {
  const [task] = (await filler.get<FillTask[]>('/tasks')).body
  if (!task) throw new Error('the filler owes no report')
  return `/submissions/${task.obligationId}`
}

interface Autosave {
  readonly path: string
  /** The first is what attempts are told by; the others change along. */
  readonly keys: readonly [string, string, string]
  readonly kill: () => Promise<void>
}

/** Saves one after the other as fast as they are answered, and kills the server while they go on. */
async function autosaveUntilDeath(filler: Client, { path, keys, kill }: Autosave): Promise<Attempt[]> {
  const attempts: Attempt[] = []
  let base = (await filler.get<SubmissionView>(path)).body.revision
  let killed: Promise<void> | undefined
  for (let dead = false; !dead;) {
    const value = String(10_000 + base + attempts.length)
    const attempt: Attempt = { operationId: randomUUID(), value, acknowledged: null }
    attempts.push(attempt)
    const values = { [keys[0]]: value, [keys[1]]: '1', [keys[2]]: `${attempts.length % 7}.5` }
    const sent = filler.post<SaveReply>(`${path}/save`, {
      operationId: attempt.operationId,
      baseRevision: base,
      values,
    })
    if (attempts.length === 8) killed = kill()
    const reply = await sent.catch(() => null)
    if (reply && reply.status !== 200) throw new Error(JSON.stringify(reply.body))
    if (reply) {
      attempt.acknowledged = reply.body
      base = reply.body.revision
    } else dead = true
  }
  await killed
  return attempts
}

/** What the page does when the server is back: the request that got no answer goes out again with its operation id. */
async function resendLast(
  filler: Client,
  { path, key, attempts }: { path: string; key: string; attempts: readonly Attempt[] },
): Promise<void> {
  const last = attempts.at(-1)
  const known = attempts.findLast(({ acknowledged }) => acknowledged)
  if (!last || last.acknowledged) return
  const body = {
    operationId: last.operationId,
    baseRevision: known?.acknowledged?.revision ?? 0,
    values: { [key]: last.value },
  }
  const reply = await filler.post(`${path}/save`, body)
  if (reply.status !== 200) throw new Error(`the repeat was refused: ${JSON.stringify(reply.body)}`)
}
