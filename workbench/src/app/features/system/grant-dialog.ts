import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog'
import { Component, inject, signal } from '@angular/core'
import { ApiClient } from '../../api/api-client.js'
import { messageOf } from '../../api/api-failure.js'
import type { AccountEntry, Role } from '../../api/contract.js'
import { DialogFrame } from '../../ui/dialog-frame.js'
import { ROLE_WORDS } from './role-words.js'
import { type PickedUnit, UnitPicker } from './unit-picker.js'

/** 授权: a role over a subtree, in one business area or all, until a day or revoked; closes with true. */
@Component({
  selector: 'wt-grant-dialog',
  imports: [DialogFrame, UnitPicker],
  template: `
    <wt-dialog-frame [heading]="'授权给 ' + account.name">
      <form id="grant" class="form" (submit)="give($event)" novalidate>
        <div class="field">
          <label for="grant-role">岗位</label>
          <select id="grant-role" class="input" (change)="role.set(choice($event))">
            @for (each of roles; track each[0]) {
              <option [value]="each[0]" [selected]="each[0] === role()">{{ each[1] }}</option>
            }
          </select>
        </div>
        <wt-unit-picker label="管辖范围（该机构及其下属）" field="grant-unit" [(value)]="unit" />
        <div class="field">
          <label for="grant-area">业务领域（* 为全部）</label>
          <input
            id="grant-area"
            class="input"
            maxlength="40"
            autocomplete="off"
            [value]="area()"
            (input)="area.set(text($event))"
          />
        </div>
        <div class="field">
          <label for="grant-expires">有效期至（不填为长期）</label>
          <input
            id="grant-expires"
            class="input"
            type="date"
            [value]="expiresOn()"
            (input)="expiresOn.set(text($event))"
          />
        </div>
        <div class="field">
          <label for="grant-reason">授权依据</label>
          <input
            id="grant-reason"
            class="input"
            maxlength="500"
            autocomplete="off"
            [value]="reason()"
            (input)="reason.set(text($event))"
          />
        </div>
        @if (failure(); as sentence) {
          <p class="failure" role="alert">{{ sentence }}</p>
        }
      </form>
      <ng-container actions>
        <button type="button" class="btn" (click)="ref.close(false)">取消</button>
        <button type="submit" form="grant" class="btn btn-main" [disabled]="busy()">
          {{ busy() ? '正在授权…' : '授权' }}
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
export class GrantDialog {
  private readonly api = inject(ApiClient)
  protected readonly account = inject<AccountEntry>(DIALOG_DATA)
  protected readonly ref = inject<DialogRef<boolean>>(DialogRef)
  protected readonly roles = Object.entries(ROLE_WORDS) as [Role, string][]
  protected readonly role = signal<Role>('filler')
  protected readonly unit = signal<PickedUnit | null>({
    id: this.account.organisationId,
    name: this.account.organisation,
  })
  protected readonly area = signal('*')
  protected readonly expiresOn = signal('')
  protected readonly reason = signal('')
  protected readonly busy = signal(false)
  protected readonly failure = signal<string | null>(null)

  protected text(event: Event): string {
    return event.target instanceof HTMLInputElement ? event.target.value : ''
  }

  protected choice(event: Event): Role {
    return event.target instanceof HTMLSelectElement ? (event.target.value as Role) : 'filler'
  }

  protected async give(event: Event): Promise<void> {
    event.preventDefault()
    const [unit, reason, expiresOn] = [this.unit(), this.reason().trim(), this.expiresOn()]
    this.failure.set(!unit ? '请选择管辖范围。' : reason.length < 2 ? '请填写授权依据，如文件号或申请单号。' : null)
    if (this.busy() || this.failure() || !unit) return
    this.busy.set(true)
    try {
      await this.api.post(`/accounts/${this.account.id}/grants`, {
        role: this.role(),
        organisationId: unit.id,
        area: this.area().trim() || '*',
        reason,
        ...(expiresOn && { expiresOn }),
      })
      this.ref.close(true)
    } catch (error) {
      this.failure.set(messageOf(error))
    } finally {
      this.busy.set(false)
    }
  }
}
