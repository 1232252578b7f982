import { Component, computed, input } from '@angular/core'
import { percent } from './numbers.js'
import { Segments } from './segments.js'
import type { ReportCounts } from './stages.js'
import { stages } from './stages.js'

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
