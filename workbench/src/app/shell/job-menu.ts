import { CdkMenu, CdkMenuItem, CdkMenuTrigger } from '@angular/cdk/menu'
import { Component, inject } from '@angular/core'
import { messageOf } from '../api/api-failure.js'
import type { JobView } from '../api/contract.js'
import { isUnfinished, JobDesk } from '../parts/job-desk.js'
import { TimePipe } from '../ui/day.pipes.js'
import { Icon } from '../ui/icon.js'
import { Notices } from '../ui/notices.js'

/** Files asked for in the last days, at the top right: how far they are, and where to fetch them again. */
@Component({
  selector: 'wt-job-menu',
  imports: [CdkMenu, CdkMenuItem, CdkMenuTrigger, Icon, TimePipe],
  template: `
    <button type="button" class="opener" [cdkMenuTriggerFor]="menu">
      <wt-icon name="download" />
      <span>下载</span>
      @if (desk.unfinished(); as count) {
        <span class="count">{{ count }}</span>
      }
    </button>
    <ng-template #menu>
      <div class="menu" cdkMenu aria-label="近 7 天的下载">
        @for (job of desk.jobs(); track job.id) {
          @if (isUnfinished(job)) {
            <button type="button" class="item" cdkMenuItem (cdkMenuItemTriggered)="cancel(job)">
              <span class="title" [title]="job.title">{{ job.title }}</span>
              <span class="act">取消</span>
              <progress max="100" [value]="job.progress" aria-label="进度"></progress>
              <span class="meta">{{ job.message }} {{ job.progress }}%</span>
            </button>
          } @else {
            <a
              class="item"
              cdkMenuItem
              [cdkMenuItemDisabled]="!hasFile(job)"
              [attr.href]="hasFile(job) ? desk.fileOf(job) : null"
              [attr.download]="job.fileName"
            >
              <span class="title" [title]="job.fileName ?? job.title">{{ job.fileName ?? job.title }}</span>
              <span class="act">{{ hasFile(job) ? '下载' : '' }}</span>
              <span class="meta" [class.bad]="job.state === 'failed'">
                {{ job.createdAt | time }} {{ hasFile(job) ? '' : job.message }}
              </span>
            </a>
          }
        } @empty {
          <p class="none">近 7 天没有导出或生成过文件。导出的表、生成的 PDF 会列在这里，可以再次下载。</p>
        }
      </div>
    </ng-template>
  `,
  styleUrl: './job-menu.css',
})
export class JobMenu {
  protected readonly desk = inject(JobDesk)
  private readonly notices = inject(Notices)
  protected readonly isUnfinished = isUnfinished

  /** Some jobs do something and make no file. */
  protected hasFile({ state, fileName }: JobView): boolean {
    return state === 'done' && fileName !== null
  }

  protected async cancel(job: JobView): Promise<void> {
    try {
      await this.desk.cancel(job.id)
    } catch (error) {
      this.notices.bad(`${job.title}：${messageOf(error)}`)
    }
  }
}
