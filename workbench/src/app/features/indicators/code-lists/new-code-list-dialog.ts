import { DialogRef } from '@angular/cdk/dialog'
import { Component, inject, signal } from '@angular/core'
import { ApiClient } from '../../../api/api-client.js'
import { messageOf } from '../../../api/api-failure.js'
import type { CodeListVersion } from '../../../api/contract.js'
import { DialogFrame } from '../../../ui/dialog-frame.js'

/** 新建代码表; closes with its empty first draft. */
@Component({
  selector: 'wt-new-code-list-dialog',
  imports: [DialogFrame],
  template: `
    <form (submit)="create($event, code.value, title.value)">
      <wt-dialog-frame heading="新建代码表">
        <div class="field">
          <label for="list-code">编码</label>
          <input
            id="list-code"
            #code
            class="input"
            required
            pattern="[a-z][a-z0-9_]{1,59}"
            title="小写字母开头，只用小写字母、数字和下划线，2 到 60 位"
            placeholder="如 clinic_kind"
            autocomplete="off"
          />
        </div>
        <div class="field">
          <label for="list-title">名称</label>
          <input
            id="list-title"
            #title
            class="input"
            required
            maxlength="120"
            placeholder="如 门诊类别"
            autocomplete="off"
          />
        </div>
        @if (failure(); as message) {
          <p class="failure" role="alert">{{ message }}</p>
        }
        <ng-container actions>
          <button type="button" class="btn" (click)="ref.close()">取消</button>
          <button type="submit" class="btn btn-main" [disabled]="busy()">{{ busy() ? '正在建立…' : '新建' }}</button>
        </ng-container>
      </wt-dialog-frame>
    </form>
  `,
  styles: `
    .failure {
      color: var(--bad);
    }
  `,
})
export class NewCodeListDialog {
  private readonly api = inject(ApiClient)
  protected readonly ref = inject<DialogRef<CodeListVersion>>(DialogRef)
  protected readonly busy = signal(false)
  protected readonly failure = signal<string | null>(null)

  protected async create(event: Event, code: string, title: string): Promise<void> {
    event.preventDefault()
    if (this.busy()) return
    this.busy.set(true)
    this.failure.set(null)
    try {
      this.ref.close(await this.api.post<CodeListVersion>('/code-lists', { code: code.trim(), title: title.trim() }))
    } catch (error) {
      this.failure.set(messageOf(error))
      this.busy.set(false)
    }
  }
}
