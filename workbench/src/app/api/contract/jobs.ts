/**
 * POST /form-versions/:id/paper {size} → 202 JobView: the empty form as PDF · POST /submissions/:obligationId/paper {size} → 202
 * JobView: the report as it stands.
 * GET /jobs → JobView[]: one's own of the last seven days, the newest first, twenty at most.
 * GET /jobs/:id → JobView · GET /jobs/:id/file → the file · POST /jobs/:id/cancel → JobView (own jobs only)
 */
export interface JobView {
  readonly id: string
  readonly kind:
    | 'dictionary-export'
    | 'aggregate-export'
    | 'quick-survey-answers'
    | 'record-export'
    | 'form-paper'
    | 'report-paper'
    | 'recheck'
    | 'check-test'
    | 'switch-try'
    | 'switch-run'
  readonly title: string
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'
  readonly progress: number
  readonly message: string
  readonly fileName: string | null
  readonly createdAt: string
}
