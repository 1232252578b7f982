import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog'
import { Component, inject, signal } from '@angular/core'
import { ApiClient } from '../../../api/api-client.js'
import { messageOf } from '../../../api/api-failure.js'
import type { CodeListUse, CodeListVersion, CodeListVersionRef } from '../../../api/contract.js'
import { businessDay } from '../../../ui/days.js'
import { DialogFrame } from '../../../ui/dialog-frame.js'

/** What is published, after what, and which forms use the list. */
interface Publishing {
  readonly draft: CodeListVersion
  readonly before: CodeListVersionRef | null
  readonly uses: readonly CodeListUse[]
}

/** 发布代码表: asks from when the version holds; closes with the published version. */
@Component({
  selector: 'wt-publish-list-dialog',
  imports: [DialogFrame],
  template: `
    <form (submit)="publish($event, from.value)">
      <wt-dialog-frame [heading]="'发布第 ' + data.draft.number + ' 版'">
        <p>共 {{ data.draft.items.length }} 条代码。发布后这一版不能再改；要改就起草新版本。</p>
        <p>
          @if (drafts; as count) {
            {{ count }} 张表样的草稿会改用这一版，
          }
          已发布的表样不受影响。
        </p>
        <div class="field">
          <label for="effective-from">生效日期</label>
          <input
            id="effective-from"
            #from
            class="input"
            type="date"
            required
            [min]="data.before?.effectiveFrom ?? ''"
            [value]="today"
          />
        </div>
        @if (failure(); as message) {
          <p class="failure" role="alert">{{ message }}</p>
        }
        <ng-container actions>
          <button type="button" class="btn" (click)="ref.close()">取消</button>
          <button type="submit" class="btn btn-main" [disabled]="busy()">{{ busy() ? '正在发布…' : '发布' }}</button>
        </ng-container>
      </wt-dialog-frame>
    </form>
  `,
  styles: `
    .field {
      max-width: 200px;
    }
    .failure {
      color: var(--bad);
    }
  `,
})
export class PublishListDialog {
  private readonly api = inject(ApiClient)
  protected readonly ref = inject<DialogRef<CodeListVersion>>(DialogRef)
  protected readonly data = inject<Publishing>(DIALOG_DATA)
  protected readonly today = businessDay(new Date())
  protected readonly drafts = this.data.uses.filter(({ state }) => state === 'draft').length
  protected readonly busy = signal(false)
  protected readonly failure = signal<string | null>(null)

  protected async publish(event: Event, effectiveFrom: string): Promise<void> {
    event.preventDefault()
    if (this.busy()) return
    this.busy.set(true)
    this.failure.set(null)
    try {
      const { id, revision } = this.data.draft
      const body = { revision, effectiveFrom }
      this.ref.close(await this.api.post<CodeListVersion>(`/code-list-versions/${id}/publish`, body))
    } catch (error) {
      this.failure.set(messageOf(error))
      this.busy.set(false)
    }
  }
}
