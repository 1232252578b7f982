import { mock } from 'node:test'
import { test } from '@japa/runner'
import type { DraftValues, SaveReply, SaveRequest } from '../../workbench/src/app/api/contract.js'
import type { Changes } from '../../workbench/src/app/features/submissions/saving/changes.js'
import {
  type DraftHost,
  DraftSaver,
  type SaveFailure,
  type SaveStatus,
} from '../../workbench/src/app/features/submissions/saving/draft-saver.js'
import { LocalDraft } from '../../workbench/src/app/features/submissions/saving/local-draft.js'

const OFFLINE: SaveFailure = {
  code: 'E_NETWORK',
  message: '网络不通。',
  temporary: true,
  conflicts: [],
  revision: null,
}
const SAVED_AT = '2026-11-23T17:03:00+08:00'

/** A report with a server behind it that answers as the test says; what the page would do is done here by hand. */
class Desk implements DraftHost {
  readonly requests: SaveRequest[] = []
  readonly statuses: SaveStatus[] = []
  readonly taken: DraftValues[] = []
  draft: Record<string, string | null> = {}
  saved: Record<string, string | null> = {}
  answer: (request: SaveRequest) => SaveReply | SaveFailure | Promise<SaveReply | SaveFailure> = (request) =>
    this.reply(request.baseRevision + 1)
  readonly shelf = new Map<string, string>()
  readonly saver: DraftSaver

  constructor(kept?: Desk) {
    if (kept) for (const [name, text] of kept.shelf) this.shelf.set(name, text)
    let operations = kept ? 100 : 0
    this.saver = new DraftSaver(this, {
      baseRevision: 1,
      savedAt: null,
      local: this.local,
      newOperationId: () => `operation-${(operations += 1)}`,
    })
  }

  get local(): LocalDraft {
    const shelf = this.shelf
    const storage = {
      getItem: (name: string) => shelf.get(name) ?? null,
      setItem: (name: string, text: string) => void shelf.set(name, text),
      removeItem: (name: string) => void shelf.delete(name),
    }
    return new LocalDraft(storage, { accountId: 'a', obligationId: 'o' })
  }

  get status(): SaveStatus | undefined {
    return this.statuses.at(-1)
  }

  type(key: string, value: string): void {
    this.draft[key] = value
    this.saver.touch()
  }

  reply(revision: number, merged: DraftValues = {}): SaveReply {
    return { revision, savedAt: SAVED_AT, state: 'draft', merged, checkRevisionId: null }
  }

  unsaved(): Changes {
    const values = Object.entries(this.draft).filter(([key, value]) => value !== (this.saved[key] ?? null))
    return { values: Object.fromEntries(values), header: {}, explanations: {} }
  }

  async send(request: SaveRequest): Promise<SaveReply | SaveFailure> {
    this.requests.push(request)
    return this.answer(request)
  }

  acknowledged({ values }: Changes): void {
    Object.assign(this.saved, values)
  }

  merged(values: DraftValues): void {
    this.taken.push(values)
    Object.assign(this.draft, values)
    Object.assign(this.saved, values)
  }

  show(status: SaveStatus): void {
    this.statuses.push(status)
  }
}

/** Lets what has been promised happen; timers stand still unless the test moves them. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve()
}

async function pass(ms: number): Promise<void> {
  mock.timers.tick(ms)
  await settle()
}

test.group('saving a draft', (group) => {
  // The runner's own limit would count the mocked seconds.
  group.each.disableTimeout()
  group.each.setup(() => {
    mock.timers.enable({ apis: ['setTimeout', 'Date'] })
    return () => mock.timers.reset()
  })

  test('goes out after a second and a half of quiet, as one save', async ({ assert }) => {
    const desk = new Desk()
    desk.type('A', '1')
    await pass(1_000)
    desk.type('B', '2')
    await pass(1_400)
    assert.lengthOf(desk.requests, 0)
    await pass(200)
    assert.deepEqual(desk.requests[0]?.values, { A: '1', B: '2' })
    assert.deepEqual(desk.status, { kind: 'saved', at: SAVED_AT })
    assert.equal(desk.saver.baseRevision, 2)
    assert.equal(desk.shelf.size, 0)
  })

  test('does not wait for ever while typing goes on', async ({ assert }) => {
    const desk = new Desk()
    for (let n = 1; n <= 6; n++) {
      desk.type('A', String(n))
      await pass(1_000)
    }
    assert.lengthOf(desk.requests, 1)
  })

  test('what was taken back before the save needs none', async ({ assert }) => {
    const desk = new Desk()
    desk.saved = { A: '1' }
    desk.draft = { A: '1' }
    desk.type('A', '2')
    desk.type('A', '1')
    await pass(10_000)
    assert.lengthOf(desk.requests, 0)
    assert.equal(desk.status?.kind, 'saved')
    assert.equal(desk.shelf.size, 0)
  })

  test('is repeated under the same operation id until it is answered', async ({ assert }) => {
    const desk = new Desk()
    desk.answer = () => OFFLINE
    desk.type('A', '1')
    await pass(1_500)
    assert.deepEqual(desk.status, { kind: 'retrying', message: '网络不通。' })
    await pass(2_000)
    await pass(5_000)
    desk.answer = () => desk.reply(2)
    await pass(10_000)
    assert.deepEqual(
      desk.requests.map(({ operationId }) => operationId),
      ['operation-1', 'operation-1', 'operation-1', 'operation-1'],
    )
    assert.equal(desk.status?.kind, 'saved')
  })

  test('what is typed while a save is under way goes out with the next', async ({ assert }) => {
    const desk = new Desk()
    let answer: (reply: SaveReply) => void = () => undefined
    desk.answer = () => new Promise((resolve) => (answer = resolve))
    desk.type('A', '1')
    await pass(1_500)
    desk.type('A', '2')
    desk.answer = (request) => desk.reply(request.baseRevision + 1)
    answer(desk.reply(2))
    await settle()
    assert.equal(desk.status?.kind, 'waiting')
    await pass(1_500)
    assert.deepEqual(
      desk.requests.map(({ baseRevision, values }) => [baseRevision, values.A]),
      [
        [1, '1'],
        [2, '2'],
      ],
    )
  })

  test('a page that was closed in between sends the save again, and what came after it', async ({ assert }) => {
    const before = new Desk()
    before.answer = () => new Promise(() => undefined)
    before.type('A', '1')
    await pass(1_500)
    before.type('B', '2')
    before.saver.close()

    const after = new Desk(before)
    const kept = after.local.read()
    after.draft = { ...kept?.sending?.changes.values, ...kept?.changes.values } as Record<string, string>
    after.answer = (request) => after.reply(request.baseRevision + 1)
    assert.isTrue(await after.saver.flush())
    assert.deepEqual(
      after.requests.map(({ operationId, values }) => [operationId, values]),
      [
        ['operation-1', { A: '1' }],
        ['operation-101', { B: '2' }],
      ],
    )
  })

  test('takes over what others saved in other cells', async ({ assert }) => {
    const desk = new Desk()
    desk.answer = () => desk.reply(5, { B: '7' })
    desk.type('A', '1')
    await pass(1_500)
    assert.deepEqual(desk.taken, [{ B: '7' }])
    assert.equal(desk.saver.baseRevision, 5)
    assert.deepEqual(desk.unsaved().values, {})
  })

  test('asks when others changed a cell that has been changed here since the save went out', async ({ assert }) => {
    const desk = new Desk()
    let answer: (reply: SaveReply) => void = () => undefined
    desk.answer = () => new Promise((resolve) => (answer = resolve))
    desk.type('A', '1')
    await pass(1_500)
    desk.type('B', '2')
    answer(desk.reply(5, { B: '7', C: '8' }))
    await settle()
    assert.deepEqual(desk.taken, [{ C: '8' }])
    assert.equal(desk.draft.B, '2')
    const status = desk.status
    assert.equal(status?.kind, 'conflict')
    assert.deepEqual(status?.kind === 'conflict' ? status.conflicts : [], [
      { key: 'B', mine: '2', theirs: '7', by: '', at: SAVED_AT },
    ])
    await pass(60_000)
    assert.lengthOf(desk.requests, 1, 'nothing is saved before the choice')
  })

  test('a refused conflict waits for the choice, then builds on the revision it was shown', async ({ assert }) => {
    const desk = new Desk()
    const conflict = { key: 'A', mine: '1', theirs: '9', by: '陈思远', at: SAVED_AT }
    desk.answer = () => ({
      ...OFFLINE,
      code: 'E_SUBMISSION_CONFLICT',
      temporary: false,
      conflicts: [conflict],
      revision: 4,
    })
    desk.type('A', '1')
    await pass(1_500)
    assert.deepEqual(desk.status, { kind: 'conflict', conflicts: [conflict] })
    assert.isFalse(await desk.saver.flush())
    assert.isNotNull(desk.local.read(), 'the typed value is kept')

    desk.saved.A = '9'
    desk.answer = (request) => desk.reply(request.baseRevision + 1)
    desk.saver.resolved()
    await pass(1_500)
    assert.deepEqual([desk.requests[1]?.baseRevision, desk.requests[1]?.values], [4, { A: '1' }])
    assert.notEqual(desk.requests[1]?.operationId, desk.requests[0]?.operationId)
    assert.equal(desk.status?.kind, 'saved')
  })

  test('taking the other value leaves nothing to save', async ({ assert }) => {
    const desk = new Desk()
    desk.type('A', '1')
    desk.saver.raise([{ key: 'A', mine: '1', theirs: '9', by: '', at: SAVED_AT }])
    desk.draft.A = '9'
    desk.saved.A = '9'
    desk.saver.resolved()
    await pass(10_000)
    assert.lengthOf(desk.requests, 0)
    assert.equal(desk.status?.kind, 'saved')
    assert.isNull(desk.local.read())
  })

  test('a closed report stops saving and keeps what was typed', async ({ assert }) => {
    const desk = new Desk()
    desk.answer = () => ({ ...OFFLINE, code: 'E_COLLECTION_CLOSED', message: '已关闭。', temporary: false })
    desk.type('A', '1')
    await pass(1_500)
    assert.deepEqual(desk.status, { kind: 'refused', code: 'E_COLLECTION_CLOSED', message: '已关闭。' })
    desk.type('B', '2')
    await pass(60_000)
    assert.lengthOf(desk.requests, 1)
    assert.deepEqual(desk.local.read()?.changes.values, { A: '1', B: '2' })
  })

  test('a browser that keeps nothing does not hinder saving', async ({ assert }) => {
    const refuse = (): never => {
      throw new Error('QuotaExceededError')
    }
    const shelf = { getItem: refuse, setItem: refuse, removeItem: refuse }
    const local = new LocalDraft(shelf, { accountId: 'a', obligationId: 'o' })
    assert.isNull(local.read())
    assert.isFalse(
      local.write({ baseRevision: 1, changes: { values: {}, header: {}, explanations: {} }, sending: null }),
    )
    assert.doesNotThrow(() => local.clear())
  })

  test('what another version of the page has kept is not misread', ({ assert }) => {
    const desk = new Desk()
    for (const text of ['{"format":0,"changes":{}}', 'null', '{', '{"format":1}']) {
      desk.shelf.set('weitong.draft.a.o', text)
      assert.isNull(desk.local.read())
    }
  })
})
