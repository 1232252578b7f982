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
      grid-template-columns: minmax(60px, 1fr) minmax(80px, auto) 48px;
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
    { label: '待审核', count: counts.submitted - passed, tone: 'accent' },
    { label: '退回', count: counts.returned, tone: 'bad' },
  ]
}

/** Names the colours of the bars below it; goes into the head of the column. */
@Component({
  selector: 'wt-progress-legend',
  template: `
    进度
    @for (stage of legend; track stage.label) {
      <span class="stage"><i [class]="stage.tone"></i>{{ stage.label }}</span>
    }
  `,
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      gap: 10px;
    }
    .stage {
      display: inline-flex;
      align-items: center;
      gap: 4px;
      font-size: var(--size-small);
      font-weight: 400;
    }
    i {
      width: 8px;
      height: 8px;
      border-radius: 2px;
    }
    .good {
      background: var(--good);
    }
    .pass {
      background: var(--pass);
    }
    .accent {
      background: var(--accent);
    }
    .bad {
      background: var(--bad);
    }
  `,
})
export class ProgressLegend {
  protected readonly legend = stages({
    due: 0,
    submitted: 0,
    countyPassed: 0,
    cityPassed: 0,
    approved: 0,
    returned: 0,
    overdue: 0,
  })
}
