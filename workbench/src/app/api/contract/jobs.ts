/**
 * POST /form-versions/:id/paper {size} → 202 JobView: the empty form as PDF · POST /submissions/:obligationId/paper {size} → 202
 * JobView: the report as it stands.
 * GET /jobs/:id → JobView · GET /jobs/:id/file → the file (own jobs only) · POST /jobs/:id/cancel
 */
export interface JobView {
  readonly id: string
  readonly kind: 'aggregate-export' | 'form-paper' | 'report-paper'
  readonly title: string
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'
  readonly progress: number
  readonly message: string
  readonly fileName: string | null
  readonly createdAt: string
}
