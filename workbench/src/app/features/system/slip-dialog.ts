import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog'
import { Component, inject } from '@angular/core'
import type { ActivationSlip } from '../../api/contract.js'
import { TimePipe } from '../../ui/day.pipes.js'
import { DialogFrame } from '../../ui/dialog-frame.js'

/** The activation slip, shown this once, for printing and handing over. */
@Component({
  selector: 'wt-slip-dialog',
  imports: [DialogFrame, TimePipe],
  template: `
    <wt-dialog-frame heading="账号激活单">
      <dl class="slip">
        <dt>单位</dt>
        <dd>{{ slip.organisation }}</dd>
        <dt>姓名</dt>
        <dd>{{ slip.name }}</dd>
        <dt>账号</dt>
        <dd class="code">{{ slip.login }}</dd>
        <dt>激活码</dt>
        <dd class="code">{{ slip.code }}</dd>
        <dt>有效期至</dt>
        <dd>{{ slip.until | time }}</dd>
      </dl>
      <p class="muted">
        用激活码当作密码登录，系统会要求立即设置本人的密码。激活码只显示这一次，请打印后密封交给本人。
      </p>
      <ng-container actions>
        <button type="button" class="btn" (click)="print()">打印</button>
        <button type="button" class="btn btn-main" (click)="ref.close()">已交付</button>
      </ng-container>
    </wt-dialog-frame>
  `,
  styles: `
    .slip {
      display: grid;
      grid-template-columns: 72px 1fr;
      gap: 8px 16px;
    }
    dt {
      color: var(--text-2);
    }
    .code {
      font-family: ui-monospace, Consolas, monospace;
      font-size: var(--size-large);
    }
  `,
})
export class SlipDialog {
  protected readonly slip = inject<ActivationSlip>(DIALOG_DATA)
  protected readonly ref = inject(DialogRef)

  protected print(): void {
    window.print()
  }
}
