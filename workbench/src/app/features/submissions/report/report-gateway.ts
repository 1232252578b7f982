import { inject, Injectable } from '@angular/core'
import { ApiClient } from '../../../api/api-client.js'
import { toApiFailure } from '../../../api/api-failure.js'
import type {
  CheckReply,
  FillTask,
  PublishedForm,
  ReviewList,
  ReviewReply,
  SaveReply,
  SaveRequest,
  SubmissionView,
  SubmitReply,
} from '../../../api/contract.js'
import { newOperationId } from '../../../api/operation-id.js'
import type { SaveFailure } from '../saving/draft-saver.js'

/** Acts of a reviewer on one report. */
export type ReviewAct =
  | { readonly act: 'pass' }
  | { readonly act: 'return'; readonly reason: string; readonly key: string | null }
  | { readonly act: 'unlock'; readonly reason: string }

export interface ReportWithForm {
  readonly view: SubmissionView
  readonly form: PublishedForm
}

/** The calls behind the filling page. Each throws `ApiFailure`, but `save`, whose failures are part of saving. */
@Injectable({ providedIn: 'root' })
export class ReportGateway {
  private readonly api = inject(ApiClient)
  private ahead: { readonly obligationId: string; readonly report: Promise<ReportWithForm> } | null = null

  tasks(signal?: AbortSignal): Promise<readonly FillTask[]> {
    return this.api.get<FillTask[]>('/tasks', {}, signal)
  }

  view(obligationId: string, signal?: AbortSignal): Promise<SubmissionView> {
    return this.api.get<SubmissionView>(`/submissions/${obligationId}`, {}, signal)
  }

  /** Begins to read a report and its form while the page's code is still on its way; `open` takes them over. */
  fetchAhead(obligationId: string): void {
    const report = this.read(obligationId)
    // Whoever opens the report is told of a failure.
    report.catch(() => undefined)
    this.ahead = { obligationId, report }
  }

  /** A report with the form it is filled in. */
  open(obligationId: string, signal?: AbortSignal): Promise<ReportWithForm> {
    const { ahead } = this
    this.ahead = null
    return ahead?.obligationId === obligationId ? ahead.report : this.read(obligationId, signal)
  }

  private async read(obligationId: string, signal?: AbortSignal): Promise<ReportWithForm> {
    const view = await this.view(obligationId, signal)
    // Immutable, so that the browser keeps it from the last time.
    const form = await this.api.get<PublishedForm>(`/form-versions/${view.formVersionId}/form`, {}, signal)
    return { view, form }
  }

  async save(obligationId: string, request: SaveRequest): Promise<SaveReply | SaveFailure> {
    try {
      return await this.api.post<SaveReply>(`/submissions/${obligationId}/save`, request)
    } catch (error) {
      const { code, message, isTemporary, status, conflicts, revision } = toApiFailure(error)
      // Signed out, or slowed down: what is typed is still good and goes out after signing in, or a little later.
      const temporary = isTemporary || status === 401 || status === 429 || status >= 500
      return { code, message, temporary, conflicts, revision }
    }
  }

  check(obligationId: string, baseRevision: number): Promise<CheckReply> {
    return this.api.post<CheckReply>(`/submissions/${obligationId}/check`, {
      operationId: newOperationId(),
      baseRevision,
    })
  }

  submit(obligationId: string, request: { operationId: string; baseRevision: number }): Promise<SubmitReply> {
    return this.api.post<SubmitReply>(`/submissions/${obligationId}/submit`, request)
  }

  withdraw(obligationId: string, operationId: string): Promise<SubmitReply> {
    return this.api.post<SubmitReply>(`/submissions/${obligationId}/withdraw`, { operationId })
  }

  /** Reviews one report; a refusal is thrown with its Chinese sentence. */
  async review(obligationId: string, { act, ...rest }: ReviewAct, operationId: string): Promise<void> {
    const whom = act === 'pass' ? { obligationIds: [obligationId] } : { obligationId }
    const reply = await this.api.post<ReviewReply>(`/reviews/${act}`, { ...whom, ...rest, operationId })
    const [refused] = reply.failed
    if (refused) throw new Error(refused.message)
  }

  /** Reports of a collection that wait for one's own review. */
  waiting(collectionId: string, signal?: AbortSignal): Promise<ReviewList> {
    return this.api.get<ReviewList>(
      `/collections/${collectionId}/obligations`,
      { status: 'waiting', size: 500 },
      signal,
    )
  }
}
