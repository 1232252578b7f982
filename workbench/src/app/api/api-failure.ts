import { HttpErrorResponse } from '@angular/common/http'
import type { ApiError, CellConflict } from './contract.js'

/** What a failed call throws. Pages switch on `code` and show `message`; `status` 0 means that no answer came. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure'
  readonly status: number
  readonly code: string
  readonly errors: NonNullable<ApiError['errors']>
  readonly conflicts: readonly CellConflict[]
  readonly revision: number | null

  constructor(status: number, body: ApiError) {
    super(body.message)
    this.status = status
    this.code = body.code
    this.errors = body.errors ?? []
    this.conflicts = body.conflicts ?? []
    this.revision = body.revision ?? null
  }

  /** True when trying again later may help: no network, or the server is starting, overloaded or down. */
  get isTemporary(): boolean {
    return this.status === 0 || (this.status >= 502 && this.status <= 504)
  }
}

/** Turns whatever a call threw into an `ApiFailure`, with a Chinese sentence when the server gave none. */
export function toApiFailure(error: unknown): ApiFailure {
  if (error instanceof ApiFailure) return error
  if (!(error instanceof HttpErrorResponse)) {
    return new ApiFailure(0, {
      code: 'E_PAGE',
      message: error instanceof Error ? error.message : '页面出错，请刷新重试。',
    })
  }
  return new ApiFailure(error.status, isApiError(error.error) ? error.error : withoutBody(error.status))
}

/** The sentence to show for anything thrown while loading or acting. */
export function messageOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof ApiFailure ? error.cause : error
  return toApiFailure(cause).message
}

function isApiError(body: unknown): body is ApiError {
  return (
    typeof body === 'object' && body !== null && 'code' in body && 'message' in body && typeof body.message === 'string'
  )
}

function withoutBody(status: number): ApiError {
  if (status === 0) return { code: 'E_NETWORK', message: '网络不通，请检查网络后重试。' }
  if (status === 401) return { code: 'E_SIGNED_OUT', message: '登录已失效，请重新登录。' }
  if (status === 403) return { code: 'E_FORBIDDEN', message: '没有权限做这一步。' }
  if (status === 404)
    return { code: 'E_NOT_FOUND', message: '没有找到所要的内容，可能已被删除，或不在您的权限范围内。' }
  if (status >= 502 && status <= 504)
    return { code: 'E_UNAVAILABLE', message: '系统暂时不可用，正在恢复，请稍后重试。' }
  return { code: 'E_UNKNOWN', message: `系统出错（${status}），请稍后重试；若一直如此，请联系系统管理员。` }
}
