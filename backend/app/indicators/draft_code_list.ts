import { checkCodeItems, type CodeItem, diffCodeItems } from '@weitong/designer/indicator'
import { recordAuditEvent } from '#audit'
import { type Acting, inTransaction, now, Refusal, rows, type Trx } from '#platform'
import { type CodeListVersion, readVersion, storeItems } from './code_list_version.js'
import { E } from './errors.js'
import { recordChanges } from './record_changes.js'

/** A new list with an empty draft of version 1. Refuses a code that is taken. */
export function createCodeList(
  acting: Acting,
  input: { readonly code: string; readonly title: string },
): Promise<CodeListVersion> {
  return inTransaction(acting, async (trx) => {
    const [list] = await rows(
      trx,
      'insert into code_lists (code, title) values (:code, :title) on conflict do nothing returning code',
      input,
    )
    if (!list) throw E.E_CODE_LIST_EXISTS(input.code)
    await recordChanges(trx, acting, [{ kind: 'code_list', code: input.code, act: 'create', after: input }])
    await recordAuditEvent(trx, acting, {
      action: 'code_list.create',
      subjectType: 'code_list',
      subjectId: input.code,
      after: input,
    })
    return insertDraft(trx, acting, input.code)
  })
}

/** The next version of a list, begun as a copy of the newest. One draft at a time. */
export function draftCodeList(acting: Acting, code: string): Promise<CodeListVersion> {
  return inTransaction(acting, async (trx) => {
    const draft = await beginDraft(trx, acting, code)
    if (!draft) throw E.E_CODE_LIST_HAS_DRAFT()
    await recordAuditEvent(trx, acting, {
      action: 'code_list.draft',
      subjectType: 'code_list',
      subjectId: code,
      after: { number: draft.number },
    })
    return draft
  })
}

/** A copy of the newest version as a draft, with its history; null when there is a draft. E_CODE_LIST_NOT_FOUND. */
export async function beginDraft(trx: Trx, acting: Acting, code: string): Promise<CodeListVersion | null> {
  const [list] = await rows<{ current: string | null; draft: string | null }>(
    trx,
    `select l.current_version::text as current, d.id::text as draft from code_lists l
       left join code_list_versions d on d.list = l.code and d.state = 'draft' where l.code = :code for update of l`,
    { code },
  )
  if (!list) throw E.E_CODE_LIST_NOT_FOUND()
  if (list.draft) return null
  const draft = await insertDraft(trx, acting, code)
  if (list.current) await storeItems(trx, draft.id, (await readVersion(trx, list.current)).items)
  await recordChanges(trx, acting, [{ kind: 'code_list', code, act: 'draft', after: { number: draft.number } }])
  return readVersion(trx, draft.id)
}

async function insertDraft(trx: Trx, acting: Acting, code: string): Promise<CodeListVersion> {
  const [version] = await rows<{ id: string }>(
    trx,
    `insert into code_list_versions (list, number, state, saved_at, saved_by)
     select :code, coalesce(max(number), 0) + 1, 'draft', :at, :by from code_list_versions where list = :code returning id`,
    { code, at: now(), by: acting.account.name },
  )
  return readVersion(trx, version?.id ?? '')
}

/** Stores a draft whose items are right; E_CODE_LIST_INVALID names every row that is not. */
export function saveCodeList(
  acting: Acting,
  input: {
    readonly id: string
    readonly revision: number
    readonly note: string
    readonly items: readonly CodeItem[]
  },
): Promise<CodeListVersion> {
  return inTransaction(acting, async (trx) => {
    const version = await lockDraft(trx, input)
    const stored = await storeDraft(trx, acting, { version, note: input.note, items: input.items })
    await recordAuditEvent(trx, acting, {
      action: 'code_list.save',
      subjectType: 'code_list',
      subjectId: version.list,
      after: { number: version.number, revision: stored.revision },
    })
    return stored
  })
}

/** The new items of a draft with what they change in its history. */
export async function storeDraft(
  trx: Trx,
  acting: Acting,
  {
    version,
    note,
    items,
    act = 'save',
  }: { version: CodeListVersion; note: string; items: readonly CodeItem[]; act?: 'save' | 'import' },
): Promise<CodeListVersion> {
  refuseProblems(items)
  await storeItems(trx, version.id, items)
  await trx
    .from('code_list_versions')
    .where('id', version.id)
    .update({ note, revision: version.revision + 1, saved_at: now(), saved_by: acting.account.name })
  const { added, removed, changed, moved } = diffCodeItems(version.items, items)
  if (added.length + removed.length + changed.length > 0 || moved) {
    const old = [...removed, ...changed.map(({ before }) => before)].map(({ code, name, parent }) => ({
      code,
      name,
      parent,
    }))
    await recordChanges(trx, acting, [
      {
        kind: 'code_list',
        code: version.list,
        act,
        before: { items: old },
        after: { number: version.number, items: [...added, ...changed.map(({ after }) => after)], moved },
      },
    ])
  }
  return readVersion(trx, version.id)
}

/** Makes a draft the version that new forms take. It never changes again. */
export function publishCodeList(
  acting: Acting,
  input: { readonly id: string; readonly revision: number; readonly effectiveFrom: string },
): Promise<CodeListVersion> {
  return inTransaction(acting, async (trx) => {
    const version = await lockDraft(trx, input)
    if (version.items.length === 0) throw E.E_CODE_LIST_EMPTY()
    refuseProblems(version.items)
    const [before] = await rows<{ day: string | null }>(
      trx,
      `select max(effective_from)::text as day from code_list_versions where list = :list and state = 'published'`,
      { list: version.list },
    )
    if (before?.day && before.day > input.effectiveFrom) throw E.E_CODE_LIST_EFFECTIVE(before.day)
    await trx.from('code_list_versions').where('id', version.id).update({
      state: 'published',
      effective_from: input.effectiveFrom,
      published_at: now(),
      published_by: acting.account.name,
    })
    await trx.from('code_lists').where('code', version.list).update({ current_version: version.id })
    const after = { number: version.number, effectiveFrom: input.effectiveFrom, items: version.items.length }
    await recordChanges(trx, acting, [{ kind: 'code_list', code: version.list, act: 'publish', after }])
    await recordAuditEvent(trx, acting, {
      action: 'code_list.publish',
      subjectType: 'code_list',
      subjectId: version.list,
      after,
    })
    return readVersion(trx, version.id)
  })
}

/** Throws a draft away. */
export function discardCodeList(
  acting: Acting,
  input: { readonly id: string; readonly revision: number },
): Promise<void> {
  return inTransaction(acting, async (trx) => {
    const version = await lockDraft(trx, input)
    await trx.rawQuery('delete from code_list_versions where id = ?', [version.id])
    const after = { number: version.number, items: version.items.length }
    await recordChanges(trx, acting, [{ kind: 'code_list', code: version.list, act: 'discard', after }])
    await recordAuditEvent(trx, acting, {
      action: 'code_list.discard',
      subjectType: 'code_list',
      subjectId: version.list,
      before: { number: version.number, items: version.items },
    })
  })
}

async function lockDraft(
  trx: Trx,
  { id, revision }: { readonly id: string; readonly revision: number },
): Promise<CodeListVersion> {
  const version = await readVersion(trx, id, 'for update of v')
  if (version.state !== 'draft') throw E.E_CODE_LIST_NOT_DRAFT()
  if (version.revision !== revision) throw E.E_CODE_LIST_STALE(version.savedBy || '他人')
  return version
}

const SAID = 100

function refuseProblems(items: readonly CodeItem[]): void {
  const problems = checkCodeItems(items)
  if (problems.length === 0) return
  throw new Refusal('E_CODE_LIST_INVALID', 422, {
    message: `有 ${problems.length} 处问题，改正后才能保存。`,
    errors: problems.slice(0, SAID).map(({ code, message, row }) => ({ code, message, where: `第 ${row + 1} 项` })),
  })
}
