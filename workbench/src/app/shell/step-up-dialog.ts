import { DialogRef } from '@angular/cdk/dialog'
import { Component, inject, signal } from '@angular/core'
import { ApiClient } from '../api/api-client.js'
import { messageOf } from '../api/api-failure.js'
import { SessionStore } from '../api/session-store.js'
import { DialogFrame } from '../ui/dialog-frame.js'

/** Before an act that matters: the code of the app, or the password of who has none. Closes with true once it is right. */
@Component({
  selector: 'wt-step-up-dialog',
  imports: [DialogFrame],
  template: `
    <wt-dialog-frame heading="请再次确认是您本人">
      <p class="muted">审批、解锁、授权等操作前需要确认身份，5 分钟内不再询问。</p>
      <form id="step-up" (submit)="prove($event)" novalidate>
        <div class="field">
          <label for="proof">{{ hasFactor ? '身份验证器上的 6 位验证码' : '登录密码' }}</label>
          <input
            id="proof"
            class="input"
            [type]="hasFactor ? 'text' : 'password'"
            [attr.inputmode]="hasFactor ? 'numeric' : null"
            [attr.autocomplete]="hasFactor ? 'one-time-code' : 'current-password'"
            maxlength="128"
            [attr.aria-invalid]="failure() ? true : null"
            [value]="proof()"
            (input)="proof.set(text($event))"
          />
        </div>
        @if (failure(); as sentence) {
          <p class="failure" role="alert">{{ sentence }}</p>
        }
      </form>
      <ng-container actions>
        <button type="button" class="btn" (click)="ref.close(false)">取消</button>
        <button type="submit" form="step-up" class="btn btn-main" [disabled]="busy()">
          {{ busy() ? '正在确认…' : '确认' }}
        </button>
      </ng-container>
    </wt-dialog-frame>
  `,
  styles: `
    .failure {
      margin-top: 8px;
      color: var(--bad);
    }
  `,
})
export class StepUpDialog {
  private readonly api = inject(ApiClient)
  protected readonly ref = inject<DialogRef<boolean>>(DialogRef)
  protected readonly hasFactor = inject(SessionStore).session()?.hasFactor ?? false
  protected readonly proof = signal('')
  protected readonly busy = signal(false)
  protected readonly failure = signal<string | null>(null)

  protected text(event: Event): string {
    return event.target instanceof HTMLInputElement ? event.target.value : ''
  }

  protected async prove(event: Event): Promise<void> {
    event.preventDefault()
    if (this.busy() || this.proof() === '') return
    this.busy.set(true)
    try {
      await this.api.post('/session/step-up', { proof: this.proof() })
      this.ref.close(true)
    } catch (error) {
      this.failure.set(messageOf(error))
    } finally {
      this.busy.set(false)
    }
  }
}
