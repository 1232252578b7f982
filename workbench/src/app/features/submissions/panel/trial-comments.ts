import { Component, computed, inject, signal } from '@angular/core'
import { ApiClient } from '../../../api/api-client.js'
import { messageOf } from '../../../api/api-failure.js'
import type { TrialComment } from '../../../api/contract.js'
import { loaded } from '../../../api/loaded.js'
import { TimePipe } from '../../../ui/day.pipes.js'
import { OpenReport } from '../report/open-report.js'

/** Of a 试填: what one has to say about the cell in focus, or about the whole form; the designer reads it on one page. */
@Component({
  selector: 'wt-trial-comments',
  imports: [TimePipe],
  template: `
    <h3>{{ place() ? '对这一格的意见' : '对整张表的意见' }}</h3>
    @for (comment of said(); track comment.id) {
      <p class="said">
        {{ comment.text }}
        <span class="small muted"
          >{{ comment.by }} {{ comment.at | time }}{{ comment.settledAt ? ' · 已处理' : '' }}</span
        >
      </p>
    }
    @if (report.view().can.save || report.view().can.withdraw) {
      <textarea
        #words
        class="input"
        rows="2"
        maxlength="1000"
        [attr.aria-label]="place() ? '对这一格的意见' : '对整张表的意见'"
        placeholder="哪里看不懂、填不了、口径不清，写给设计人员"
        [value]="text()"
        (input)="text.set(words.value)"
      ></textarea>
      @if (failure(); as message) {
        <p class="bad" role="alert">{{ message }}</p>
      }
      <button type="button" class="btn btn-small" [disabled]="busy() || text().trim().length < 2" (click)="send()">
        提交意见
      </button>
    }
  `,
  styles: `
    :host {
      display: grid;
      justify-items: start;
      gap: 6px;
      padding: 10px 14px;
      border-top: 1px solid var(--line);
      background: var(--warn-soft);
    }
    h3 {
      font-size: var(--size);
    }
    .said span {
      display: block;
    }
    .bad {
      color: var(--bad);
    }
  `,
})
export class TrialComments {
  private readonly api = inject(ApiClient)
  protected readonly report = inject(OpenReport)
  private readonly path = `/submissions/${this.report.view().obligationId}/comments`

  protected readonly text = signal('')
  protected readonly busy = signal(false)
  protected readonly failure = signal<string | null>(null)
  private readonly sent = signal<readonly TrialComment[] | null>(null)
  private readonly read = loaded(
    () => ({}),
    (api, _params, signal) => api.get<TrialComment[]>(this.path, {}, signal),
  )
  /** Id of the cell in focus; null where there is none. */
  protected readonly place = computed(() => this.report.cells.active()?.id ?? null)
  protected readonly said = computed(() =>
    (this.sent() ?? this.read.value() ?? []).filter(({ cellId }) => cellId === this.place() || cellId === null),
  )

  protected async send(): Promise<void> {
    this.busy.set(true)
    this.failure.set(null)
    try {
      this.sent.set(await this.api.post<TrialComment[]>(this.path, { cellId: this.place(), text: this.text().trim() }))
      this.text.set('')
    } catch (error) {
      this.failure.set(messageOf(error))
    } finally {
      this.busy.set(false)
    }
  }
}
