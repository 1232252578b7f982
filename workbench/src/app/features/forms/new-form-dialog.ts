import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog'
import { Component, inject, signal } from '@angular/core'
import { ApiClient } from '../../api/api-client.js'
import { messageOf } from '../../api/api-failure.js'
import type { FormDraft, PeriodType } from '../../api/contract.js'
import { DialogFrame } from '../../ui/dialog-frame.js'
import { PERIOD_TYPES } from '../../ui/glossary.js'

export interface NewFormFields {
  readonly code: string
  readonly title: string
  readonly periodType: PeriodType
}

/** What the dialog says and does where the sheet is not a blank one. */
export interface NewForm {
  readonly heading: string
  readonly action: string
  readonly note: string
  readonly start: NewFormFields
  create(form: NewFormFields): Promise<FormDraft>
}

/** What must be known before a form can be drawn, on a blank sheet unless told otherwise. Closes with the draft. */
@Component({
  selector: 'wt-new-form-dialog',
  imports: [DialogFrame],
  template: `
    <form (submit)="create($event)">
      <wt-dialog-frame [heading]="data?.heading ?? '新建表样'">
        <div class="field">
          <label for="form-code">编码</label>
          <input
            id="form-code"
            #code
            class="input"
            required
            pattern="[A-Z][A-Z0-9\\-]{1,29}"
            title="大写字母开头，只用大写字母、数字和连字符，2 到 30 位"
            placeholder="如 WJT-1-9"
            autocomplete="off"
            (input)="codeText.set(code.value)"
          />
          <span class="small muted">编码发布后不能更改，也不会再给别的表样。</span>
        </div>
        <div class="field">
          <label for="form-title">名称</label>
          <input
            id="form-title"
            #title
            class="input"
            required
            minlength="2"
            maxlength="120"
            autocomplete="off"
            placeholder="如 医疗卫生机构月报表"
            [value]="titleText()"
            (input)="titleText.set(title.value)"
          />
        </div>
        <fieldset>
          <legend>报表类型</legend>
          @for (type of periodTypes; track type[0]) {
            <label>
              <input type="radio" name="form-period" [checked]="periodType() === type[0]" (change)="choose(type[0])" />
              {{ type[1] }}
            </label>
          }
        </fieldset>
        @if (data && data.note) {
          <p class="muted">{{ data.note }}</p>
        }
        @if (failure(); as message) {
          <p class="failure" role="alert">{{ message }}</p>
        }
        <ng-container actions>
          <button type="button" class="btn" (click)="ref.close()">取消</button>
          <button type="submit" class="btn btn-main" [disabled]="busy()">
            {{ busy() ? '正在建立…' : (data?.action ?? '开始设计') }}
          </button>
        </ng-container>
      </wt-dialog-frame>
    </form>
  `,
  styles: `
    fieldset {
      display: flex;
      gap: 20px;
      margin: 0;
      padding: 0;
      border: 0;
    }
    legend {
      width: auto;
      margin-bottom: 4px;
      padding: 0;
      border: 0;
      color: var(--text-2);
      font-size: inherit;
      line-height: inherit;
    }
    .failure {
      color: var(--bad);
    }
  `,
})
export class NewFormDialog {
  private readonly api = inject(ApiClient)
  protected readonly ref = inject<DialogRef<FormDraft>>(DialogRef)
  protected readonly periodTypes = Object.entries(PERIOD_TYPES)
  protected readonly data = inject<NewForm | null>(DIALOG_DATA)
  protected readonly codeText = signal(this.data?.start.code ?? '')
  protected readonly titleText = signal(this.data?.start.title ?? '')
  protected readonly periodType = signal<PeriodType>(this.data?.start.periodType ?? 'month')
  protected readonly busy = signal(false)
  protected readonly failure = signal<string | null>(null)

  protected choose(type: string): void {
    this.periodType.set(type as PeriodType)
  }

  protected async create(event: Event): Promise<void> {
    event.preventDefault()
    if (this.busy()) return
    this.busy.set(true)
    this.failure.set(null)
    const form = { code: this.codeText().trim(), title: this.titleText().trim(), periodType: this.periodType() }
    try {
      this.ref.close(await (this.data ? this.data.create(form) : this.api.post<FormDraft>('/forms', form)))
    } catch (error) {
      this.failure.set(messageOf(error))
      this.busy.set(false)
    }
  }
}
