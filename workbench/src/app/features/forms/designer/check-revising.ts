import { computed, effect, inject, Injectable, signal, untracked } from '@angular/core'
import {
  type CheckChanges,
  type CheckRule,
  mergeChanges,
  NO_CHANGES,
  reviseChecks,
  revisionOf,
  type ThresholdRow,
  wordRevision,
} from '@weitong/designer/template'
import { ApiClient } from '../../../api/api-client.js'
import { ApiFailure, messageOf } from '../../../api/api-failure.js'
import type { VersionChecks } from '../../../api/contract.js'
import { JobDesk } from '../../../parts/job-desk.js'
import { Ask } from '../../../ui/ask.js'
import { Notices } from '../../../ui/notices.js'
import { DesignSession } from './design-session.js'

/**
 * 调整审核规则 of a published version: what holds now, what is about to change, and the way from one to the other, with a reason.
 * Inactive on a draft, whose rules are simply part of the form.
 */
@Injectable()
export class CheckRevising {
  private readonly api = inject(ApiClient)
  private readonly session = inject(DesignSession)
  private readonly ask = inject(Ask)
  private readonly notices = inject(Notices)
  private readonly jobs = inject(JobDesk)
  private readonly read = signal<VersionChecks | null>(null)
  private readonly wanted = signal<CheckChanges>(NO_CHANGES)

  readonly checks = this.read.asReadonly()
  readonly failure = signal<string | null>(null)
  private readonly versionId = computed(() => {
    const version = this.session.draft()?.version
    return version?.state === 'published' ? version.id : null
  })
  readonly active = computed(() => this.versionId() !== null && this.read() !== null)
  /** The form as it is checked now, and as it will be. */
  private readonly now = computed(() => {
    const [template, checks] = [this.session.draft()?.template, this.read()]
    return template && checks ? reviseChecks(template, checks.changes) : null
  })
  readonly template = computed(() => {
    const now = this.now()
    return now && reviseChecks(now, this.wanted())
  })
  /** What is about to change, in words. */
  readonly words = computed(() => {
    const now = this.now()
    return now ? wordRevision(now, this.wanted()) : []
  })
  /** The job that checks open reports again, while it runs. */
  readonly recheck = computed(() => {
    const job = this.jobs.find(this.read()?.recheck?.id)
    return job && (job.state === 'waiting' || job.state === 'running') ? job : null
  })

  constructor() {
    effect(() => {
      const id = this.versionId()
      untracked(() => void this.load(id))
    })
  }

  async load(id = this.versionId()): Promise<void> {
    this.read.set(null)
    this.failure.set(null)
    this.discard()
    if (id === null) return
    try {
      const checks = await this.api.get<VersionChecks>(`/form-versions/${id}/checks`)
      if (id === this.versionId()) this.read.set(checks)
    } catch (error) {
      this.failure.set(messageOf(error))
    }
  }

  setRule(rule: CheckRule): void {
    this.want({ ...NO_CHANGES, rules: { [rule.code]: revisionOf(rule) } })
  }

  setHelp(indicator: string, definition: string): void {
    this.want({ ...NO_CHANGES, help: { [indicator]: definition } })
  }

  setThreshold(name: string, rows: readonly ThresholdRow[]): void {
    this.want({ ...NO_CHANGES, thresholds: { [name]: rows } })
  }

  discard(): void {
    this.wanted.set(NO_CHANGES)
  }

  /** Asks for the reason, and once more where reports that passed may fail. */
  async apply(): Promise<void> {
    const open = this.read()?.collections ?? []
    const reports = open.reduce((sum, each) => sum + each.filling + each.submitted, 0)
    const where = open.map(({ periodLabel }) => periodLabel).join('、')
    await this.ask.confirm({
      heading: '调整审核规则？',
      lines: [
        ...this.words().map(({ words }) => words),
        open.length > 0
          ? `立即用于正在进行的报送任务（${where}），${reports} 份未审批的报表会在后台重新审核；填报页面下次保存或审核时换用新规则。`
          : '现在没有进行中的报送任务，以后开启的任务使用调整后的规则。',
        '填报单位会看到调整的内容和原因。',
      ],
      action: '调整',
      reason: { label: '调整原因', suggestions: ['规则有误', '口径与制度不一致', '阈值不适用于部分单位'] },
      act: async ({ reason }) => this.send(reason),
    })
  }

  private want(changes: CheckChanges): void {
    this.wanted.update((before) => mergeChanges(before, changes))
  }

  private async send(reason: string): Promise<void> {
    try {
      await this.post(reason, false)
    } catch (error) {
      if (!(error instanceof ApiFailure) || error.code !== 'E_CHECKS_TIGHTER') throw explained(error)
      // The first dialog has to be gone before the second can say what happens.
      setTimeout(() => void this.confirmTighter(reason, error.message))
    }
  }

  private async confirmTighter(reason: string, message: string): Promise<void> {
    await this.ask.confirm({
      heading: '规则会变严，仍要调整？',
      lines: [message],
      action: '仍要调整',
      harsh: true,
      act: () => this.post(reason, true),
    })
  }

  private async post(reason: string, tighter: boolean): Promise<void> {
    const baseNumber = this.read()?.number ?? 0
    const body = { baseNumber, changes: this.wanted(), reason, tighter }
    const checks = await this.api.post<VersionChecks>(`/form-versions/${this.versionId() ?? ''}/checks`, body)
    this.read.set(checks)
    this.discard()
    if (checks.recheck) this.jobs.watch(checks.recheck)
    this.notices.good('审核规则已调整。')
  }
}

/** A refusal with every place it names. */
function explained(error: unknown): unknown {
  if (!(error instanceof ApiFailure) || error.errors.length === 0) return error
  return new Error([error.message, ...error.errors.map(({ where, message }) => `${where}：${message}`)].join('\n'))
}
