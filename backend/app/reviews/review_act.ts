import { createHash } from 'node:crypto'
import type { SubmissionState } from '@weitong/designer/submission'
import { type HotClient, inHotTransaction } from '#platform'
import { earlierReply, holdReport, keepReply, onceOnly, type Person, type Report } from '#submissions'

/** Contract `ReviewReply`, one entry of `done`. */
export interface Reviewed {
  readonly obligationId: string
  readonly state: SubmissionState
}

interface ReviewAct {
  readonly obligationId: string
  readonly operationId: string
  /** `review.pass` */
  readonly kind: string
}

/** The frame of every review act: report held, repeat answered from what the first one stored, one transaction. */
export function reviewAct(
  by: Person,
  act: ReviewAct,
  work: (client: HotClient, report: Report) => Promise<SubmissionState>,
): Promise<Reviewed> {
  const { obligationId } = act
  const operation = { id: ownOperation(act), kind: `${act.kind}:${obligationId}` }
  return onceOnly(by.acting, operation, () =>
    inHotTransaction(by.acting, async (client) => {
      const report = await holdReport(client, by.acting, { obligationId, operationId: operation.id })
      const earlier = earlierReply<Reviewed>(by.acting, operation, report)
      if (earlier) return earlier
      const reply = { obligationId, state: await work(client, report) }
      await keepReply(client, by.acting, { ...operation, reply })
      return reply
    }),
  )
}

/** A batch has one operation id and a transaction per report: each report gets an id made of both (RFC 9562, version 8). */
function ownOperation({ operationId, obligationId }: ReviewAct): string {
  const digest = createHash('sha256').update(`${operationId}:${obligationId}`).digest('hex')
  return [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `8${digest.slice(13, 16)}`,
    `8${digest.slice(17, 20)}`,
    digest.slice(20, 32),
  ].join('-')
}
