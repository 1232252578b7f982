import { inject, Injectable, signal } from '@angular/core'
import { isOpenError, isOpenWarning } from '@weitong/designer/check'
import type { Finding } from '@weitong/designer/check'
import { ApiFailure, messageOf } from '../../../api/api-failure.js'
import type { FindingView, SubmitReply } from '../../../api/contract.js'
import { newOperationId } from '../../../api/operation-id.js'
import { Ask } from '../../../ui/ask.js'
import { businessDay, dayLabel } from '../../../ui/days.js'
import { Notices } from '../../../ui/notices.js'
import { OpenReport } from './open-report.js'
import { ReportGateway } from './report-gateway.js'

/** What hinders 上报, in the order it is dealt with; null when nothing does. */
export type Hindrance = { readonly kind: 'error' | 'explanation'; readonly finding: Finding } | null

const RETURN_REASONS = ['与上期相差较大，请核实', '核实说明不够具体，请补充', '合计与分项口径不一致，请核对']

/** Acts on the open report as a whole: 审核, 上报, 撤回, and the reviewer's 通过, 退回, 解锁. */
@Injectable()
export class ReportActs {
  private readonly report = inject(OpenReport)
  private readonly gateway = inject(ReportGateway)
  private readonly ask = inject(Ask)
  private readonly notices = inject(Notices)

  /** The act under way, for its button. */
  readonly busy = signal<'check' | 'submit' | 'review' | null>(null)
  readonly receipt = signal<SubmitReply | null>(null)

  /** 审核: from now on blanks are marked too; the server checks what it has stored. Returns what to deal with first. */
  async check(): Promise<Hindrance> {
    return this.during('check', async () => {
      this.demand()
      if (!(await this.report.saver.flush())) return null
      if (this.report.view().state === 'empty') return this.hindrance()
      const findings = await this.findingsOfServer()
      if (!findings) return null
      this.report.told.set(findings)
      const hindrance = this.hindrance()
      if (!hindrance) this.notices.good('审核通过，可以上报。')
      return hindrance
    })
  }

  /** 上报 after a confirmation that says what goes out. Returns what hinders it, if anything does. */
  async submit(): Promise<Hindrance> {
    this.demand()
    // What hinders may have been relaxed since the page was opened.
    if (this.hindrance()) await this.reload().catch(() => undefined)
    const hindrance = this.hindrance()
    if (hindrance) return hindrance
    const operationId = newOperationId()
    await this.ask.confirm({
      heading: '上报报表？',
      lines: this.summary(),
      action: '上报',
      act: () =>
        this.during('submit', async () => {
          if (!(await this.report.saver.flush())) throw new Error('还有改动没有保存到服务器，请等保存成功后再上报。')
          await this.send(operationId)
        }),
    })
    return this.hindrance()
  }

  async withdraw(): Promise<void> {
    const operationId = newOperationId()
    await this.ask.confirm({
      heading: '撤回报表？',
      lines: ['撤回后可以修改，改好要重新审核、上报。上级开始审核后就不能撤回了。'],
      action: '撤回',
      act: async () => {
        await this.gateway.withdraw(this.id, operationId)
        this.receipt.set(null)
        await this.reload()
        this.notices.good('已撤回，可以修改。')
      },
    })
  }

  /** True when the report has been passed. */
  async pass(): Promise<boolean> {
    const operationId = newOperationId()
    const explained = Object.values(this.report.explanations()).filter(Boolean).length
    return this.ask.confirm({
      heading: `通过「${this.report.view().organisation.name}」的报表？`,
      lines: [
        explained > 0 ? `报表带有 ${explained} 条核实说明，请确认已经看过。` : '',
        '通过后进入下一级审核。',
      ].filter(Boolean),
      action: '通过',
      act: async () => {
        await this.gateway.review(this.id, { act: 'pass' }, operationId)
        await this.reload()
        this.notices.good('已通过。')
      },
    })
  }

  /** 退回 with a reason, at the cell in focus unless another place is chosen. */
  async return(): Promise<boolean> {
    const operationId = newOperationId()
    const active = this.report.cells.active()
    const cells = this.report.cells.all.flatMap(({ facts }) => {
      const key = facts.cell.binding?.key
      return key ? [{ key, label: `${facts.address} ${facts.name}` }] : []
    })
    return this.ask.confirm({
      heading: `退回「${this.report.view().organisation.name}」的报表`,
      lines: ['填报单位会看到原因，改好后要重新审核、上报。'],
      action: '退回',
      harsh: true,
      reason: { label: '退回原因', suggestions: RETURN_REASONS },
      cells,
      cell: active?.facts.cell.binding?.key ?? null,
      act: async ({ reason, cell }) => {
        await this.gateway.review(this.id, { act: 'return', reason, key: cell }, operationId)
        await this.reload()
        this.notices.good('已退回。')
      },
    })
  }

  async unlock(): Promise<void> {
    const operationId = newOperationId()
    await this.ask.confirm({
      heading: `解锁「${this.report.view().organisation.name}」的报表`,
      lines: ['解锁后报表退回填报单位修改，已汇总的数字会减去这张报表。'],
      action: '解锁',
      harsh: true,
      reason: { label: '解锁原因' },
      act: async ({ reason }) => {
        await this.gateway.review(this.id, { act: 'unlock', reason }, operationId)
        await this.reload()
        this.notices.good('已解锁，报表退回填报单位。')
      },
    })
  }

  /** Reads the report again, keeping what is unsaved. */
  async reload(): Promise<void> {
    // A save may have overtaken the reading; the next one then sees it.
    if (!this.report.refresh(await this.gateway.view(this.id))) this.report.refresh(await this.gateway.view(this.id))
  }

  private get id(): string {
    return this.report.view().obligationId
  }

  private demand(): void {
    this.report.cells.demanding.set(true)
    this.report.cells.mark()
  }

  private hindrance(): Hindrance {
    const findings = this.report.findings()
    const error = findings.find(isOpenError)
    if (error) return { kind: 'error', finding: error }
    const texts = this.report.explanations()
    const silent = findings.find((finding) => isOpenWarning(finding) && !(texts[finding.rule] ?? '').trim())
    return silent ? { kind: 'explanation', finding: silent } : null
  }

  private async send(operationId: string): Promise<void> {
    try {
      const baseRevision = this.report.saver.baseRevision
      this.receipt.set(await this.gateway.submit(this.id, { operationId, baseRevision }))
    } catch (error) {
      // The server sees more than this page does, e.g. a colleague's value that has not arrived here.
      if (error instanceof ApiFailure && error.code !== 'E_NETWORK') await this.reload()
      throw error
    }
    await this.reload()
  }

  /** Null when the server refuses, which is said at once. */
  private async findingsOfServer(): Promise<readonly Finding[] | null> {
    try {
      const { findings } = await this.gateway.check(this.id, this.report.saver.baseRevision)
      await this.reload()
      return findings.map((finding) => this.asFinding(finding))
    } catch (error) {
      this.notices.bad(messageOf(error))
      if (error instanceof ApiFailure && error.status > 0) await this.reload()
      return null
    }
  }

  private summary(): readonly string[] {
    const { organisation, collection } = this.report.view()
    const warnings = this.report.findings().filter(isOpenWarning).length
    const overdue = collection.due < businessDay(new Date())
    return [
      `${organisation.name}，${collection.formTitle}，${collection.periodLabel}，已填 ${this.report.cells.filled()}%。`,
      warnings > 0 ? `${warnings} 条核实性审核已写核实说明，随报表上报。` : '强制性、核实性审核全部通过。',
      overdue ? `截止日 ${dayLabel(collection.due)}已过，仍可上报，将标为逾期。` : '',
      '上报后不能再改；上级审核之前可以撤回。',
    ].filter(Boolean)
  }

  private asFinding({ rule, severity, message, keys }: FindingView): Finding {
    const cells = keys.flatMap((key) => this.report.cells.byKey(key)?.id ?? [])
    return { rule, severity, message, keys, cells, state: 'failed' }
  }

  private async during<T>(act: 'check' | 'submit' | 'review', work: () => Promise<T>): Promise<T> {
    this.busy.set(act)
    try {
      return await work()
    } finally {
      this.busy.set(null)
    }
  }
}
