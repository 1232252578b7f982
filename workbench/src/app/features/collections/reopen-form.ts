import { Component, inject, input, output, signal } from '@angular/core'
import { FormsModule } from '@angular/forms'
import { format } from 'date-fns'
import { NzDatePickerComponent } from 'ng-zorro-antd/date-picker'
import { ApiClient } from '../../api/api-client.js'
import { messageOf } from '../../api/api-failure.js'

/** Opens a closed collection again: until when, and why. */
@Component({
  selector: 'wt-reopen-form',
  imports: [FormsModule, NzDatePickerComponent],
  template: `
    <form ngNoForm (submit)="$event.preventDefault(); reopen()">
      <div class="field">
        <label for="reopen-due">新的填报截止日期</label>
        <nz-date-picker
          nzId="reopen-due"
          name="due"
          nzFormat="yyyy-MM-dd"
          [nzDisabledDate]="isPast"
          [ngModel]="due()"
          (ngModelChange)="due.set($event); failure.set(null)"
          (keydown.enter)="$event.preventDefault()"
        />
      </div>
      <div class="field reason">
        <label for="reopen-reason">重新开放的原因（必填）</label>
        <input id="reopen-reason" class="input" maxlength="500" [value]="reason()" (input)="reason.set(text($event))" />
      </div>
      <button type="submit" class="btn btn-main" [disabled]="busy()">{{ busy() ? '正在处理…' : '重新开放' }}</button>
      <button type="button" class="btn" (click)="cancelled.emit()">取消</button>
    </form>
    @if (failure(); as sentence) {
      <p class="failure" role="alert">{{ sentence }}</p>
    }
  `,
  styles: `
    :host {
      display: block;
      padding: 12px 16px 16px;
      border: 1px solid var(--line);
      border-radius: var(--radius);
      background: var(--ground-2);
    }
    form {
      display: flex;
      align-items: end;
      gap: 8px;
    }
    .reason {
      flex: 1;
    }
    .failure {
      margin-top: 8px;
      color: var(--bad);
    }
  `,
})
export class ReopenForm {
  private readonly api = inject(ApiClient)

  readonly collectionId = input.required<string>()
  readonly today = input.required<string>()
  readonly reopened = output()
  readonly cancelled = output()

  protected readonly due = signal<Date | null>(null)
  protected readonly reason = signal('')
  protected readonly busy = signal(false)
  protected readonly failure = signal<string | null>(null)
  protected readonly isPast = (day: Date): boolean => format(day, 'yyyy-MM-dd') < this.today()

  protected text(event: Event): string {
    return event.target instanceof HTMLInputElement ? event.target.value : ''
  }

  protected async reopen(): Promise<void> {
    const [due, reason] = [this.due(), this.reason().trim()]
    if (!due || reason === '') {
      this.failure.set(due ? '请填写重新开放的原因。' : '请选择新的截止日期。')
      return
    }
    this.busy.set(true)
    this.failure.set(null)
    try {
      await this.api.post(`/collections/${this.collectionId()}/reopen`, { reason, due: format(due, 'yyyy-MM-dd') })
      this.reopened.emit()
    } catch (error) {
      this.failure.set(messageOf(error))
    } finally {
      this.busy.set(false)
    }
  }
}
