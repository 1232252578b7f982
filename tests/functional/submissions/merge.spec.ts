import { test } from '@japa/runner'
import fc from 'fast-check'
import type { CellConflict, SaveReply } from '../../../workbench/src/app/api/contract.js'
import type { Refused } from '../../support/http_client.js'
import { actor } from '../../support/world.js'
import { openForm, type ReportClient, reportOf } from './report.js'

/** A page: what it shows, and the revision it knows. */
class Page {
  base = 0
  values: Record<string, string | null> = {}

  constructor(readonly report: ReportClient) {}

  /**
   * Types into cells and saves; a conflict is settled by keeping one's own value, as somebody who looked would. Returns the
   * cells that were asked about.
   */
  async save(typed: Record<string, string>): Promise<string[]> {
    const first = await this.report.trySave<SaveReply & Refused & { conflicts: CellConflict[]; revision: number }>(
      typed,
      {
        base: this.base,
      },
    )
    if (first.status === 200) {
      this.take(typed, first.body)
      return []
    }
    if (first.body.code !== 'E_SUBMISSION_CONFLICT') throw new Error(JSON.stringify(first.body))
    const asked = first.body.conflicts.map(({ key, mine, theirs }) => {
      if (mine === theirs) throw new Error(`${key}: equal values were called a conflict`)
      return key
    })
    const again = await this.report.save(typed, { base: first.body.revision })
    // Cells between the two bases came with neither reply: the page reads them anew.
    this.values = { ...((await this.report.view()).values as Record<string, string | null>) }
    this.base = again.revision
    return asked
  }

  private take(typed: Record<string, string>, reply: SaveReply): void {
    Object.assign(this.values, reply.merged, typed)
    this.base = reply.revision
  }
}

test.group('submission.save: random interleavings of two pages', () => {
  test('nothing acknowledged is lost, nobody is asked about what only one changed', async ({ assert }) => {
    const { form, collection } = await openForm()
    const report = await reportOf('daye-rmyy', collection)
    const colleague = report.as(await actor('daye-rmyy2'))
    const keys = [form.keys.visits, form.keys.stays, form.keys.income]
    const step = fc.record({
      page: fc.integer({ min: 0, max: 1 }),
      typed: fc.dictionary(fc.constantFrom(...keys), fc.integer({ min: 0, max: 3 }).map(String), {
        minKeys: 1,
        noNullPrototype: true,
      }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        const pages = [new Page(report), new Page(colleague)]
        const start = await report.view()
        for (const page of pages) {
          page.base = start.revision
          page.values = { ...(start.values as Record<string, string | null>) }
        }
        const truth: Record<string, string | null> = { ...(start.values as Record<string, string | null>) }
        /** Cells changed since each page last heard. */
        const unheard = [new Set<string>(), new Set<string>()]
        for (const { page: who, typed } of steps) {
          const page = pages[who]
          const mine = unheard[who]
          const other = unheard[1 - who]
          if (!page || !mine || !other) throw new Error('there are two pages')
          const expected = Object.keys(typed).filter((key) => mine.has(key) && truth[key] !== typed[key])
          assert.sameMembers(await page.save(typed), expected)
          for (const [key, value] of Object.entries(typed)) {
            if ((truth[key] ?? null) !== value) other.add(key)
            truth[key] = value
          }
          mine.clear()
          assert.deepEqual(page.values, truth)
        }
        assert.deepEqual((await report.view()).values, truth)
      }),
      { numRuns: 40, seed: 20261123 },
    )
  })

  test('saves at the same time on different cells are all there, revisions without gaps', async ({ assert }) => {
    const { form, collection } = await openForm()
    const report = await reportOf('daye-rmyy', collection)
    const colleague = report.as(await actor('daye-rmyy2'))
    await report.save({ [form.keys.income]: '1' })
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        at % 2 === 0
          ? report.trySave<SaveReply>({ [form.keys.visits]: String(at) }, { base: 1 })
          : colleague.trySave<SaveReply>({ [form.keys.stays]: String(at) }, { base: 1 }),
      ),
    )
    const stored = replies.filter(({ status }) => status === 200).map(({ body }) => body.revision)
    assert.deepEqual([...stored].sort(), [2, 3], 'the first of each cell is stored, the others are asked about')
    assert.isTrue(replies.every(({ status }) => status === 200 || status === 409))
  })
})
