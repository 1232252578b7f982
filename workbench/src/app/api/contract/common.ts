import type { CellConflict } from './submissions.js'

/** Every refusal. `code` is stable; `message` is Chinese and says what to do; `errors` say where. */
export interface ApiError {
  readonly code: string
  readonly message: string
  readonly errors?: readonly { readonly code: string; readonly message: string; readonly where: string }[]
  /** `E_SUBMISSION_CONFLICT`: the cells both changed. */
  readonly conflicts?: readonly CellConflict[]
  /** The current revision, where a stale one was sent. */
  readonly revision?: number
}

export interface Page<T> {
  readonly rows: readonly T[]
  readonly total: number
}
