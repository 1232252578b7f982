import { Component, computed, inject, input } from '@angular/core'
import { RouterLink } from '@angular/router'
import { loaded } from '../../../api/loaded.js'
import { Icon } from '../../../ui/icon.js'
import { OpenReport } from '../report/open-report.js'
import { ReportGateway } from '../report/report-gateway.js'
import { inOrder } from '../tasks/task-groups.js'
import { type Sibling, siblings } from './siblings.js'

/**
 * 上一家, 下一家: for somebody who fills the same report for several units, and for a reviewer among the reports that wait. The
 * list is read once, so the next one stays the next one when the open report has been passed.
 */
@Component({
  selector: 'wt-unit-pager',
  imports: [Icon, RouterLink],
  template: `
    @if (place(); as at) {
      <nav aria-label="其他单位">
        <a
          class="btn btn-small"
          [class.off]="!at.previous"
          [routerLink]="at.previous ? ['/fill', at.previous.obligationId] : null"
          [queryParams]="query()"
          [title]="at.previous?.organisation?.name ?? ''"
          [attr.aria-disabled]="at.previous ? null : true"
        >
          <wt-icon name="left" />上一家
        </a>
        <span class="count">{{ at.position ? at.position + ' / ' + at.total : at.total + ' 家待审' }}</span>
        <a
          class="btn btn-small"
          [routerLink]="at.next ? ['/fill', at.next.obligationId] : null"
          [queryParams]="query()"
          [title]="at.next?.organisation?.name ?? ''"
          [attr.aria-disabled]="at.next ? null : true"
        >
          下一家<wt-icon name="right" />
        </a>
      </nav>
    }
  `,
  styles: `
    nav {
      display: flex;
      align-items: center;
      gap: 8px;
      white-space: nowrap;
    }
    .btn {
      padding: 0 6px;
      gap: 2px;
    }
    .count {
      color: var(--text-2);
    }
  `,
})
export class UnitPager {
  private readonly gateway = inject(ReportGateway)
  private readonly view = inject(OpenReport).view
  /** Whether the reader came as a reviewer. */
  readonly reviewing = input.required<boolean>()

  private readonly units = loaded(
    () => ({ reviewing: this.reviewing(), collectionId: this.view().collection.id }),
    async (_api, { reviewing, collectionId }, signal): Promise<readonly Sibling[]> => {
      if (reviewing) return (await this.gateway.waiting(collectionId, signal)).rows
      return inOrder((await this.gateway.tasks(signal)).filter((task) => task.collectionId === collectionId))
    },
  )
  protected readonly place = computed(() => siblings(this.units.value() ?? [], this.view().obligationId))
  protected readonly query = computed(() => (this.reviewing() ? { from: 'review' } : {}))
}
