import { randomUUID } from 'node:crypto'
import type {
  CheckReply,
  CollectionSummary,
  DraftValue,
  FillTask,
  ReviewReply,
  SaveReply,
  SubmissionView,
  SubmitReply,
} from '../../../workbench/src/app/api/contract.js'
import { type BuiltForm, buildForm, type FormOptions, openCollection } from '../../support/forms.js'
import type { Client, Reply } from '../../support/http_client.js'
import { actor } from '../../support/world.js'

/** What is asked besides the values of a save; an operation id is made for every request that names none. */
export interface SaveMore {
  readonly base?: number
  readonly operationId?: string
  readonly header?: Readonly<Record<string, string>>
  readonly explanations?: Readonly<Record<string, string>>
}

/** One report of one unit, as a person works on it through the API. */
export class ReportClient {
  constructor(
    readonly client: Client,
    readonly obligationId: string,
  ) {}

  as(client: Client): ReportClient {
    return new ReportClient(client, this.obligationId)
  }

  view(): Promise<SubmissionView> {
    return this.client.expect('SubmissionView', this.client.get(`/submissions/${this.obligationId}`))
  }

  /** Any answer to a save. */
  trySave<T = SaveReply>(values: Readonly<Record<string, DraftValue>>, more: SaveMore = {}): Promise<Reply<T>> {
    const { base: baseRevision = 0, operationId = randomUUID(), header, explanations } = more
    return this.client.post(`/submissions/${this.obligationId}/save`, {
      operationId,
      baseRevision,
      values,
      ...(header && { header }),
      ...(explanations && { explanations }),
    })
  }

  save(values: Readonly<Record<string, DraftValue>>, more: SaveMore = {}): Promise<SaveReply> {
    return this.client.expect('SaveReply', this.trySave(values, more))
  }

  /** Any answer to 审核, 上报 or 撤回. */
  try<T>(act: 'check' | 'submit' | 'withdraw', base = 0, operationId: string = randomUUID()): Promise<Reply<T>> {
    const body = act === 'withdraw' ? { operationId } : { operationId, baseRevision: base }
    return this.client.post(`/submissions/${this.obligationId}/${act}`, body)
  }

  check(base = 1): Promise<CheckReply> {
    return this.client.expect('CheckReply', this.try('check', base))
  }

  submit(base = 1): Promise<SubmitReply> {
    return this.client.expect('SubmitReply', this.try('submit', base))
  }

  withdraw(): Promise<SubmitReply> {
    return this.client.expect('SubmitReply', this.try('withdraw'))
  }

  tryReview<T>(act: 'pass' | 'return' | 'unlock', operationId: string = randomUUID()): Promise<Reply<T>> {
    return this.client.post(`/reviews/${act}`, reviewBody(act, this.obligationId, operationId))
  }

  review(act: 'pass' | 'return' | 'unlock'): Promise<ReviewReply> {
    return this.client.expect('ReviewReply', this.tryReview(act))
  }
}

function reviewBody(act: 'pass' | 'return' | 'unlock', obligationId: string, operationId: string): unknown {
  if (act === 'pass') return { obligationIds: [obligationId], operationId }
  const reason = '数据与上月相差较大，请核实'
  return act === 'return' ? { obligationId, reason, key: null, operationId } : { obligationId, reason, operationId }
}

/** An open collection of a small form of its own. */
export interface OpenForm {
  readonly form: BuiltForm
  readonly collection: CollectionSummary
}

/** Hospitals anywhere: 大冶 (three steps), 仙桃 (two), the provincial one (one). */
const HOSPITALS = 'STARTS(ORG.category, "A")'

export async function openForm(options: FormOptions & { period?: string; due?: string } = {}): Promise<OpenForm> {
  const designer = await actor('sheng-sheji')
  const form = await buildForm(designer, { scope: HOSPITALS, ...options })
  const { period = '2026-10', due = '2026-11-25' } = options
  return { form, collection: await openCollection(designer, form, { period, due }) }
}

/** The report a filler owes in a collection; of a unit named like this when they owe several. */
export async function reportOf(login: string, collection: CollectionSummary, unit = ''): Promise<ReportClient> {
  const client = await actor(login)
  const tasks = await client.expect('FillTask[]', client.get<FillTask[]>('/tasks'))
  const task = tasks.find((each) => each.collectionId === collection.id && each.organisation.name.includes(unit))
  if (!task) throw new Error(`${login} owes no report of ${unit} in collection ${collection.id}`)
  return new ReportClient(client, task.obligationId)
}

/** Values that pass every check of the small form. */
export function goodValues({ keys }: BuiltForm): Record<string, string> {
  return { [keys.visits]: '1200', [keys.stays]: '300', [keys.income]: '900.5' }
}
