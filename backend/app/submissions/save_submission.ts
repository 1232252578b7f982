import type { DraftValue } from '@weitong/designer/entry'
import { nextState, type SubmissionState } from '@weitong/designer/submission'
import { isFilledBy } from '@weitong/designer/template'
import { loadVersion, type PublishedVersion } from '#forms'
import { answerWithCommit, type HotClient, inHotTransaction, now, type Statement } from '#platform'
import { conflictRefusal } from './errors.js'
import { FillableCells } from './fillable_cells.js'
import { type Conflict, mergeDraft } from './merge_draft.js'
import { namesOf } from './names.js'
import { earlierReply, onceOnly, type Operation } from './once_only.js'
import { checkRowLimit, readExplanations, readHeader, readValues, type SaveContent } from './read_request.js'
import { holdReport, readLater, type Report, type Stamp, textsOf } from './report.js'
import { checkMayFill, heldFor, type Person } from './submission_policy.js'

export interface SaveInput extends SaveContent {
  readonly obligationId: string
  readonly operationId: string
  readonly baseRevision: number
}

/** Contract `SaveReply`. */
export interface SaveReply {
  readonly revision: number
  readonly savedAt: string
  readonly state: SubmissionState
  readonly merged: Readonly<Record<string, DraftValue>>
  /** A page that goes by other checks takes these. */
  readonly checkRevisionId: string | null
}

/**
 * Saves what was typed: the hot path. Cells that only others changed are merged, cells both changed refuse the whole request
 * (E_SUBMISSION_CONFLICT). One change-log row, no audit event; the reply is stored with it, so a repeat changes nothing.
 */
export function saveSubmission(by: Person, input: SaveInput): Promise<SaveReply> {
  const operation = { id: input.operationId, kind: `submission.save:${input.obligationId}` }
  return onceOnly(by.acting, operation, () =>
    inHotTransaction(by.acting, async (client) => {
      const first = await trySave(client, by, { input, operation })
      // Somebody else's first save came in between: the row exists now, so this time it is a merge.
      const reply = first ?? (await trySave(client, by, { input, operation }))
      if (!reply) throw new Error(`obligation ${input.obligationId}: the report is neither there nor can it be made`)
      return reply
    }),
  )
}

/** null: the report did not exist when it was read and exists by now. */
async function trySave(
  client: HotClient,
  by: Person,
  { input, operation }: { input: SaveInput; operation: Operation },
): Promise<SaveReply | null> {
  const report = await holdReport(client, by.acting, input)
  const earlier = earlierReply<SaveReply>(by.acting, operation, report)
  if (earlier) return earlier
  checkMayFill(by, report, 'save')
  const version = await loadVersion(report.formVersionId)
  const save = await planSave(client, by, { input, report, version })
  if (!save.changed && report.submissionId) return save.reply
  return (await write(client, by, { report, save, operation })) ? save.reply : null
}

interface PlannedSave {
  readonly changed: boolean
  readonly at: Date
  readonly draft: Readonly<Record<string, DraftValue>>
  readonly header: Readonly<Record<string, string>>
  readonly explanations: Report['explanations']
  readonly filled: number
  /** Old and new by cell key, `header.<item>` or `explanations.<rule>`. */
  readonly changes: Readonly<Record<string, readonly [DraftValue, DraftValue]>>
  readonly reply: SaveReply
}

/** Everything about the save that is decided before anything is written. */
async function planSave(
  client: HotClient,
  by: Person,
  { input, report, version }: { input: SaveInput; report: Report; version: PublishedVersion },
): Promise<PlannedSave> {
  checkRowLimit(version, report, input.values)
  const cells = new FillableCells(version, report)
  const later = await readLater(client, report, input.baseRevision)
  const cellMerge = mergeDraft(
    { values: report.draft, later: laterIn(later, 'cells') },
    readValues(version, { cells, mine: (cell) => isFilledBy(cell, heldFor(by, report)) }, input.values),
  )
  const explanations = readExplanations(version, input.explanations)
  const textMerge = mergeDraft(
    { values: prefixed('explanations', textsOf(report.explanations)), later: laterIn(later, 'explanations') },
    prefixed('explanations', explanations),
  )
  const conflicts = [...cellMerge.conflicts, ...textMerge.conflicts]
  if (conflicts.length > 0) throw conflictRefusal(await withNames(client, conflicts), report.revision)

  // Head and foot items are mostly prefilled from whoever opens the page, so the last one stands; the log keeps both.
  const header = readHeader(version, input.header)
  const headMerge = mergeDraft(
    { values: prefixed('header', report.header), later: new Map() },
    prefixed('header', header),
  )
  const changes = { ...cellMerge.changes, ...textMerge.changes, ...headMerge.changes }
  const changed = Object.keys(changes).length > 0
  const at = now()
  const revision = report.revision + (changed || !report.submissionId ? 1 : 0)
  const draft = afterwards(cellMerge.changes)
  const circumstances = { steps: report.steps, seen: report.seenAt !== null }
  const state = changed || !report.submissionId ? nextState(report.state, 'save', circumstances) : report.state
  const savedAt = changed || !report.savedAt ? at : report.savedAt
  return {
    changed,
    at,
    draft,
    header: { ...report.header, ...header },
    explanations: explained(report.explanations, explanations, { by: by.acting.account.id, at: at.toISOString() }),
    filled: cells.filledShare({ ...report.draft, ...draft }),
    changes,
    reply: {
      revision,
      savedAt: savedAt.toISOString(),
      state,
      merged: cellMerge.merged,
      checkRevisionId: report.checkRevisionId,
    },
  }
}

/** Explanations after the save: one that says the same keeps who wrote it, one that says nothing is gone. */
function explained(
  before: Report['explanations'],
  texts: Readonly<Record<string, string>>,
  stamp: { by: string; at: string },
): Report['explanations'] {
  const after = { ...before }
  for (const [rule, text] of Object.entries(texts)) {
    if (text === '') delete after[rule]
    else if (before[rule]?.text !== text) after[rule] = { text, ...stamp }
  }
  return after
}

/** Keys of cells have no point in them, those of texts begin with what they are. */
function laterIn(later: ReadonlyMap<string, Stamp>, part: 'cells' | 'explanations'): ReadonlyMap<string, Stamp> {
  const partOf = (key: string) => (key.includes('.') ? key.slice(0, key.indexOf('.')) : 'cells')
  return new Map([...later].filter(([key]) => partOf(key) === part))
}

function prefixed(prefix: string, texts: Readonly<Record<string, string>>): Record<string, DraftValue> {
  return Object.fromEntries(Object.entries(texts).map(([id, text]) => [`${prefix}.${id}`, text === '' ? null : text]))
}

function afterwards(changes: PlannedSave['changes']): Record<string, DraftValue> {
  return Object.fromEntries(Object.entries(changes).map(([key, [, after]]) => [key, after]))
}

async function withNames(client: HotClient, conflicts: readonly Conflict[]) {
  const names = await namesOf(
    client,
    conflicts.map(({ stamp }) => stamp.by),
  )
  return conflicts.map(({ key, mine, theirs, stamp: { by, at } }) => ({
    key,
    mine,
    theirs,
    by: names.get(by)?.name ?? '',
    at: at.toISOString(),
  }))
}

const LOG_AND_KEEP = `logged as (
    insert into change_log (submission_id, org_path, revision, account_id, at, changes)
    select id, org_path, $6, $8, $7, $9::jsonb from saved),
  kept as (
    insert into operations (id, account_id, kind, reply, at) select $10, $8, $11, $12::jsonb, $7 from saved)
  select id from saved`

const UPDATE: Statement = {
  name: 'report_save',
  text: `with saved as (
      update submissions set draft = draft || $2::jsonb, header = $3::jsonb,
        explanations = $4::jsonb, state = $5, revision = $6, saved_at = $7, saved_by = $8, filled = $13
      where id = $1 returning id, org_path),
    ${LOG_AND_KEEP}`,
}

/**
 * Nothing is written when somebody else's first save came in between, or when the collection went over to another version: the row of
 * the collection is locked against that as a foreign key would lock it.
 */
const INSERT: Statement = {
  name: 'report_first_save',
  text: `with saved as (
      insert into submissions (form_id, period, organisation_id, obligation_id, form_version_id, org_path, state, revision,
        draft, header, explanations, filled, saved_at, saved_by, trial_id)
      select $14, $15, $16, $1, c.form_version_id, $18, $5, $6, $2::jsonb, $3::jsonb, $4::jsonb, $13, $7, $8, $19::bigint
      from collections c where c.id = $20 and c.form_version_id = $17 for key share
      on conflict do nothing returning id, org_path),
    ${LOG_AND_KEEP}`,
}

/** Report, change log and reply in one round trip; false when nothing was written. */
async function write(
  client: HotClient,
  by: Person,
  { report, save, operation }: { report: Report; save: PlannedSave; operation: Operation },
): Promise<boolean> {
  const { reply } = save
  const values: unknown[] = [
    report.submissionId ?? report.obligationId,
    JSON.stringify(save.draft),
    JSON.stringify(save.header),
    JSON.stringify(save.explanations),
    reply.state,
    reply.revision,
    save.at,
    by.acting.account.id,
    JSON.stringify(save.changes),
    operation.id,
    operation.kind,
    JSON.stringify(reply),
    save.filled,
  ]
  if (report.submissionId) {
    // The row is held by this transaction: it cannot be gone.
    answerWithCommit(client, client.query({ ...UPDATE, values }))
    return true
  }
  values.push(
    report.formId,
    report.period,
    report.organisationId,
    report.formVersionId,
    report.orgPath,
    report.trialId,
    report.collectionId,
  )
  const { rowCount } = await client.query({ ...INSERT, values })
  return rowCount === 1
}
