import { DialogRef } from '@angular/cdk/dialog'
import { Component, inject, signal } from '@angular/core'
import { ApiClient } from '../../api/api-client.js'
import { messageOf } from '../../api/api-failure.js'
import type { ActivationSlip } from '../../api/contract.js'
import { DialogFrame } from '../../ui/dialog-frame.js'
import { type PickedUnit, UnitPicker } from './unit-picker.js'

/** 开立账号; closes with the slip. */
@Component({
  selector: 'wt-new-account-dialog',
  imports: [DialogFrame, UnitPicker],
  template: `
    <wt-dialog-frame heading="开立账号">
      <form id="new-account" class="form" (submit)="open($event)" novalidate>
        <wt-unit-picker label="所在机构" field="account-unit" [(value)]="unit" />
        <div class="field">
          <label for="account-name">姓名</label>
          <input
            id="account-name"
            class="input"
            maxlength="40"
            autocomplete="off"
            [value]="name()"
            (input)="name.set(text($event))"
          />
        </div>
        <div class="field">
          <label for="account-phone">联系电话（可不填）</label>
          <input
            id="account-phone"
            class="input"
            maxlength="20"
            autocomplete="off"
            [value]="phone()"
            (input)="phone.set(text($event))"
          />
        </div>
        <div class="field">
          <label for="account-login">账号名（不填则用机构代码）</label>
          <input
            id="account-login"
            class="input"
            maxlength="64"
            autocomplete="off"
            [value]="login()"
            (input)="login.set(text($event))"
          />
        </div>
        @if (failure(); as sentence) {
          <p class="failure" role="alert">{{ sentence }}</p>
        }
      </form>
      <ng-container actions>
        <button type="button" class="btn" (click)="ref.close()">取消</button>
        <button type="submit" form="new-account" class="btn btn-main" [disabled]="busy()">
          {{ busy() ? '正在开立…' : '开立' }}
        </button>
      </ng-container>
    </wt-dialog-frame>
  `,
  styles: `
    .form {
      display: grid;
      gap: 12px;
    }
    .failure {
      color: var(--bad);
    }
  `,
})
export class NewAccountDialog {
  private readonly api = inject(ApiClient)
  protected readonly ref = inject<DialogRef<ActivationSlip>>(DialogRef)
  protected readonly unit = signal<PickedUnit | null>(null)
  protected readonly name = signal('')
  protected readonly phone = signal('')
  protected readonly login = signal('')
  protected readonly busy = signal(false)
  protected readonly failure = signal<string | null>(null)

  protected text(event: Event): string {
    return event.target instanceof HTMLInputElement ? event.target.value : ''
  }

  protected async open(event: Event): Promise<void> {
    event.preventDefault()
    const [unit, name, phone, login] = [this.unit(), this.name().trim(), this.phone().trim(), this.login().trim()]
    this.failure.set(!unit ? '请选择所在机构。' : name.length < 2 ? '请填写姓名。' : null)
    if (this.busy() || this.failure() || !unit) return
    this.busy.set(true)
    try {
      const body = { organisationId: unit.id, name, ...(phone && { phone }), ...(login && { login }) }
      this.ref.close(await this.api.post<ActivationSlip>('/accounts', body))
    } catch (error) {
      this.failure.set(messageOf(error))
    } finally {
      this.busy.set(false)
    }
  }
}
