/** GET /health/ready (no /api) → 200 or 503. */
export interface Health {
  readonly status: 'ready' | 'unavailable'
  readonly parts: Readonly<
    Record<'database' | 'redis' | 'migrations' | 'worker', { readonly ok: boolean; readonly detail: string }>
  >
}
