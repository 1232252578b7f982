import { DialogRef } from '@angular/cdk/dialog'
import { Component, inject } from '@angular/core'
import type { IndicatorEntry } from '../../api/contract.js'
import { IndicatorForm } from '../../parts/indicator-form.js'
import { DialogFrame } from '../../ui/dialog-frame.js'

/** 新建指标; closes with the new indicator. */
@Component({
  selector: 'wt-new-indicator-dialog',
  imports: [DialogFrame, IndicatorForm],
  template: `
    <wt-dialog-frame heading="新建指标">
      <wt-indicator-form (created)="ref.close($event)" (cancelled)="ref.close()" />
    </wt-dialog-frame>
  `,
})
export class NewIndicatorDialog {
  protected readonly ref = inject<DialogRef<IndicatorEntry>>(DialogRef)
}
