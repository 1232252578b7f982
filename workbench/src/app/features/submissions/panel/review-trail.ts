import { Component, computed, inject } from '@angular/core'
import type { ReviewEvent } from '../../../api/contract.js'
import { TimePipe } from '../../../ui/day.pipes.js'
import { OpenReport } from '../report/open-report.js'

const ACTS: Readonly<Record<ReviewEvent['action'], string>> = {
  submit: '上报',
  withdraw: '撤回',
  pass: '通过',
  return: '退回',
  unlock: '解锁',
}

/** Where the report is on its way through the reviews, and who did what when. */
@Component({
  selector: 'wt-review-trail',
  imports: [TimePipe],
  template: `
    @if (submitted()) {
      <ol aria-label="审核进度">
        <li class="done">
          上报
          @if (view().submittedAt) {
            <span class="when">{{ view().submittedBy }} {{ view().submittedAt | time }}</span>
          }
        </li>
        @for (step of steps(); track step.label) {
          <li [class.done]="step.passedAt !== null" [class.now]="step.now">
            {{ step.label }}
            <span class="when">
              @if (step.passedAt) {
                {{ step.passedAt | time }}
              } @else if (step.now) {
                待审核
              }
            </span>
          </li>
        }
      </ol>
    }
    @if (history().length) {
      <details>
        <summary>经过（{{ history().length }}）</summary>
        <ul>
          @for (event of history(); track $index) {
            <li>
              <span class="when">{{ event.at | time }}</span> {{ event.organisation }} {{ event.by }}
              <b>{{ acts[event.action] }}</b>
              @if (event.reason) {
                ：{{ event.reason }}
              }
            </li>
          }
        </ul>
      </details>
    }
  `,
  styleUrl: './review-trail.css',
})
export class ReviewTrail {
  protected readonly acts = ACTS
  protected readonly view = inject(OpenReport).view
  protected readonly submitted = computed(() => !['empty', 'draft', 'checked', 'returned'].includes(this.view().state))
  protected readonly steps = computed(() => {
    const { reviewSteps } = this.view()
    const next = reviewSteps.findIndex(({ passedAt }) => passedAt === null)
    return reviewSteps.map((step, at) => ({ ...step, now: at === next }))
  })
  /** The newest first. */
  protected readonly history = computed(() => [...this.view().history].reverse())
}
