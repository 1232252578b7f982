import { ExceptionHandler as AdonisHandler, type HttpContext } from '@adonisjs/core/http'
import { errors as vine } from '@vinejs/vine'
import { Refusal } from '../refusal.js'

/** Every failure leaves as contract `ApiError`. What is not a refusal is logged whole and told as one sentence. */
export default class ExceptionHandler extends AdonisHandler {
  override async handle(error: unknown, { request, response, logger }: HttpContext): Promise<void> {
    if (error instanceof Refusal) {
      const { errors, extra } = error.detail
      response.status(error.status).json({ code: error.code, message: error.message, errors, ...extra })
      return
    }
    if (error instanceof vine.E_VALIDATION_ERROR) {
      const messages = error.messages as { field: string; message: string }[]
      const errors = messages.map(({ field, message }) => ({ code: 'E_SHAPE', message, where: field }))
      response.status(422).json({ code: 'E_VALIDATION', message: '提交的内容不符合要求，请检查后重试。', errors })
      return
    }
    const status = statusOf(error)
    if (status === 404) {
      response.status(404).json({ code: 'E_NOT_FOUND', message: '没有找到所请求的内容。' })
    } else if (status === 413 || status === 400) {
      response.status(status).json({ code: 'E_BAD_REQUEST', message: '请求内容无法识别或过大。' })
    } else if (unavailable(error)) {
      response.status(503).json({ code: 'E_UNAVAILABLE', message: '系统暂时繁忙，请稍后重试；已填内容不会丢失。' })
    } else {
      logger.error({ err: error, requestId: request.id(), url: request.url() }, 'request failed')
      response
        .status(500)
        .json({ code: 'E_INTERNAL', message: `系统出现故障，请稍后重试。故障编号：${request.id() ?? ''}` })
    }
  }

  override async report(): Promise<void> {
    // handle() has logged what is worth logging.
  }
}

function statusOf(error: unknown): number {
  return typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 500
}

/** The database is away or being restarted: nothing was acknowledged, trying again is right. */
function unavailable(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
  return ['ECONNREFUSED', 'ECONNRESET', '57P01', '57P02', '57P03', '08006', '08001'].includes(code)
}
