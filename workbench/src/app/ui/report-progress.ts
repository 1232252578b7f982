import { Component, computed, input } from '@angular/core'
import { percent } from './number.pipe.js'
import type { Segment } from './segments.js'
import { Segments } from './segments.js'

/** Counts of reports. Each later stage is contained in the earlier ones: who is approved has also been submitted. */
export interface ReportCounts {
  readonly due: number
  readonly submitted: number
  readonly countyPassed: number
  readonly cityPassed: number
  readonly approved: number
  readonly returned: number
  readonly overdue: number
}

/** How far a collection has come: a bar by stage, and submitted / due with its share. */
@Component({
  selector: 'wt-report-progress',
  imports: [Segments],
  template: `
    <wt-segments [segments]="segments()" [total]="counts().due" />
    <span class="figure">{{ counts().submitted }} / {{ counts().due }}</span>
    <span class="share">{{ share() }}</span>
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(80px, 1fr) auto 48px;
      align-items: center;
      gap: 12px;
      white-space: nowrap;
    }
    .figure,
    .share {
      text-align: right;
    }
    .share {
      color: var(--text-2);
    }
  `,
})
export class ReportProgress {
  readonly counts = input.required<ReportCounts>()
  protected readonly share = computed(() => percent(this.counts().submitted, this.counts().due))
  protected readonly segments = computed(() => stages(this.counts()))
}

/** The stages as parts that do not overlap; what is left of `due` has not been submitted. */
export function stages(counts: ReportCounts): readonly Segment[] {
  const passed = Math.max(counts.countyPassed, counts.cityPassed, counts.approved)
  return [
    { label: '已审批', count: counts.approved, tone: 'good' },
    { label: '审核通过', count: passed - counts.approved, tone: 'pass' },
    { label: '已上报待审', count: counts.submitted - passed, tone: 'accent' },
    { label: '退回', count: counts.returned, tone: 'bad' },
  ]
}
