import { NgComponentOutlet } from '@angular/common'
import { Component, computed, DestroyRef, effect, inject, Injector, input, resource, untracked } from '@angular/core'
import { RouterLink } from '@angular/router'
import { messageOf } from '../../../api/api-failure.js'
import { Connection } from '../../../api/connection.js'
import { SessionStore } from '../../../api/session-store.js'
import { Ask } from '../../../ui/ask.js'
import { ErrorPanel } from '../../../ui/error-panel.js'
import { Loading } from '../../../ui/loading.js'
import { OpenReport } from './open-report.js'
import { ReportDesk } from './report-desk.js'
import { ReportGateway } from './report-gateway.js'

/** How long leaving waits for the last save before it asks. */
const LAST_SAVE_MS = 2_000

/** `/fill/:obligationId`: reads the report and its form, opens the desk on them, and lets go of nothing unsaved. */
@Component({
  selector: 'wt-report-page',
  imports: [ErrorPanel, Loading, NgComponentOutlet, RouterLink],
  template: `
    @if (injector(); as reportInjector) {
      <ng-container *ngComponentOutlet="desk; injector: reportInjector; inputs: { from: from(), cell: cell() }" />
    } @else if (failure()) {
      <div class="state">
        <wt-error-panel [message]="failure() ?? ''" (retry)="opened.reload()">
          <a routerLink="/fill">回到填报</a>
        </wt-error-panel>
      </div>
    } @else {
      <div class="state"><wt-loading [lines]="10" label="正在打开报表…" /></div>
    }
  `,
  styles: `
    .state {
      padding: 24px var(--gutter);
    }
  `,
  host: {
    '(window:beforeunload)': 'warn($event)',
    '(window:pagehide)': 'flush()',
    '(document:visibilitychange)': 'hidden()',
    '(window:online)': 'retry()',
  },
})
export class ReportPage {
  private readonly gateway = inject(ReportGateway)
  private readonly session = inject(SessionStore)
  private readonly ask = inject(Ask)
  private readonly parent = inject(Injector)
  private readonly connection = inject(Connection)

  readonly obligationId = input.required<string>()
  readonly from = input<string>()
  readonly cell = input<string>()
  protected readonly desk = ReportDesk

  protected readonly opened = resource({
    params: () => ({ obligationId: this.obligationId() }),
    loader: ({ params: { obligationId }, abortSignal }) => this.open(obligationId, abortSignal),
  })
  protected readonly report = computed(() => (this.opened.hasValue() ? this.opened.value() : null))
  protected readonly failure = computed(() =>
    this.opened.status() === 'error' ? messageOf(this.opened.error()) : null,
  )
  /** A report of its own for everything on the desk; another obligation makes another one. */
  protected readonly injector = computed(() => {
    const report = this.report()
    return report
      ? Injector.create({ providers: [{ provide: OpenReport, useValue: report }], parent: this.parent })
      : null
  })

  constructor() {
    effect((onCleanup) => {
      const report = this.report()
      onCleanup(() => report?.saver.close())
    })
    effect(() => {
      if (this.connection.recovered() > 0) untracked(() => this.retry())
    })
    inject(DestroyRef).onDestroy(() => this.report()?.saver.close())
  }

  /** Whether the page may be left: what is unsaved is sent first; where that fails, the person decides. */
  async mayLeave(): Promise<boolean> {
    const report = this.report()
    report?.takeOver()
    if (!report || !report.saver.hasUnsaved() || this.session.session() === null) return true
    const saved = await Promise.race([
      report.saver.flush(),
      new Promise<boolean>((resolve) => setTimeout(resolve, LAST_SAVE_MS, false)),
    ])
    if (saved) return true
    return this.ask.confirm({
      heading: '还有改动没有保存到服务器',
      lines: ['改动留在这台电脑上，下次打开这张报表时会自动补上。换一台电脑就看不到。'],
      action: '仍然离开',
      act: () => Promise.resolve(),
    })
  }

  protected flush(): void {
    const report = this.report()
    report?.takeOver()
    if (report && !report.locked() && report.saver.hasUnsaved()) void report.saver.flush()
  }

  /** The network is back: no need to wait for the next try. A cell being typed in stays open. */
  protected retry(): void {
    const report = this.report()
    if (report?.status().kind === 'retrying') void report.saver.flush()
  }

  protected hidden(): void {
    if (document.visibilityState === 'hidden') this.flush()
  }

  protected warn(event: BeforeUnloadEvent): void {
    this.report()?.takeOver()
    if (this.report()?.saver.hasUnsaved()) event.preventDefault()
  }

  private async open(obligationId: string, signal: AbortSignal): Promise<OpenReport> {
    const { view, form } = await this.gateway.open(obligationId, signal)
    return new OpenReport(view, form, {
      accountId: this.session.account()?.id ?? '',
      shelf: browserShelf(),
      save: (id, request) => this.gateway.save(id, request),
      view: (id) => this.gateway.view(id),
    })
  }
}

function browserShelf(): Storage | null {
  try {
    return window.localStorage
  } catch {
    return null
  }
}
