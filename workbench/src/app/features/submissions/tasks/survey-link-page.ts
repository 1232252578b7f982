import { Component, effect, inject, input } from '@angular/core'
import { Router, RouterLink } from '@angular/router'
import { loaded } from '../../../api/loaded.js'
import { EmptyState } from '../../../ui/empty-state.js'
import { ErrorPanel } from '../../../ui/error-panel.js'
import { Loading } from '../../../ui/loading.js'
import { ReportGateway } from '../report/report-gateway.js'

/** `/fill/of/:collectionId`: the one link everybody is sent; leads to one's own report, or to the list of them. */
@Component({
  selector: 'wt-survey-link-page',
  imports: [EmptyState, ErrorPanel, Loading, RouterLink],
  template: `
    <div class="state">
      @if (tasks.failure(); as message) {
        <wt-error-panel [message]="message" (retry)="tasks.reload()" />
      } @else if (tasks.value()?.length === 0) {
        <wt-empty-state heading="本单位不在这次调查的范围内">
          链接是对的，但本单位不用填。<a routerLink="/fill">看看有哪些要填的报表</a>
        </wt-empty-state>
      } @else if ((tasks.value()?.length ?? 0) > 1) {
        <h1>请选择单位</h1>
        <ul>
          @for (task of tasks.value(); track task.obligationId) {
            <li>
              <a [routerLink]="['/fill', task.obligationId]">{{ task.organisation.name }}</a>
            </li>
          }
        </ul>
      } @else {
        <wt-loading [lines]="6" label="正在打开…" />
      }
    </div>
  `,
  styles: `
    .state {
      padding: 24px var(--gutter);
    }
    li {
      padding: 8px 0;
    }
  `,
})
export class SurveyLinkPage {
  private readonly gateway = inject(ReportGateway)
  private readonly router = inject(Router)

  readonly collectionId = input.required<string>()
  protected readonly tasks = loaded(
    () => this.collectionId(),
    async (_api, id, signal) => (await this.gateway.tasks(signal)).filter(({ collectionId }) => collectionId === id),
  )

  constructor() {
    effect(() => {
      const [only, ...others] = this.tasks.value() ?? []
      if (only && others.length === 0) void this.router.navigate(['/fill', only.obligationId], { replaceUrl: true })
    })
  }
}
