import { inject, Injectable } from '@angular/core'
import { ApiClient } from '../../api/api-client.js'
import type { ReviewReply, ReviewRow } from '../../api/contract.js'
import { newOperationId } from '../../api/operation-id.js'
import { Ask } from '../../ui/ask.js'

/** What came of passing some reports: how many went through, and why the others did not. */
export interface PassOutcome {
  readonly passed: number
  readonly failed: readonly { readonly name: string; readonly message: string }[]
}

const RETURN_REASONS = ['数据与上期相差较大，请核实', '核实说明不够具体，请补充', '合计与分项口径不一致，请核对']

/** Passing and returning from the list, each with its question. */
@Injectable({ providedIn: 'root' })
export class ReviewActs {
  private readonly api = inject(ApiClient)
  private readonly ask = inject(Ask)

  /**
   * Asks, then passes the reports, each on its own. Null when the person thought better of it.
   * `last` says that nobody reviews after this: passing approves and locks.
   */
  async pass(rows: readonly ReviewRow[], last: boolean): Promise<PassOutcome | null> {
    let outcome: PassOutcome | null = null
    const operationId = newOperationId()
    await this.ask.confirm({
      heading:
        rows.length === 1 ? `通过「${rows[0]?.organisation.name}」的报表？` : `批量通过 ${rows.length} 家的报表？`,
      lines: passLines(rows, last),
      action: '通过',
      act: async () => {
        const obligationIds = rows.map((row) => row.obligationId)
        const reply = await this.api.post<ReviewReply>('/reviews/pass', { obligationIds, operationId })
        outcome = outcomeOf(reply, rows)
      },
    })
    return outcome
  }

  /** Asks for the reason, then returns the report. True when it is done. */
  async return(row: ReviewRow): Promise<boolean> {
    const operationId = newOperationId()
    return this.ask.confirm({
      heading: `退回「${row.organisation.name}」的报表`,
      lines: ['退回后填报单位会看到原因，改好后要重新审核、上报。要指明单元格，请打开报表退回。'],
      action: '退回',
      harsh: true,
      reason: { label: '退回原因', suggestions: RETURN_REASONS },
      act: async ({ reason, cell }) => {
        const { obligationId } = row
        const reply = await this.api.post<ReviewReply>('/reviews/return', {
          obligationId,
          reason,
          key: cell,
          operationId,
        })
        const refusal = reply.failed[0]
        if (refusal) throw new Error(refusal.message)
      },
    })
  }
}

function passLines(rows: readonly ReviewRow[], last: boolean): readonly string[] {
  const explained = rows.filter((row) => row.explanations > 0).length
  const overdue = rows.filter((row) => row.overdue).length
  return [
    explained > 0
      ? rows.length === 1
        ? '这张报表带有核实说明，请确认已经看过。'
        : `其中 ${explained} 家带有核实说明，请确认已经看过。`
      : '',
    overdue > 0 ? (rows.length === 1 ? '这张报表是逾期上报的。' : `其中 ${overdue} 家是逾期上报的。`) : '',
    last ? '通过即省级审批，报表随之锁定；以后要修改，须先解锁。' : '通过后进入下一级审核。',
  ].filter(Boolean)
}

function outcomeOf(reply: ReviewReply, rows: readonly ReviewRow[]): PassOutcome {
  const names = new Map(rows.map((row) => [row.obligationId, row.organisation.name]))
  return {
    passed: reply.done.length,
    failed: reply.failed.map(({ obligationId, message }) => ({ name: names.get(obligationId) ?? '', message })),
  }
}
