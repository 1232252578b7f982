import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog'
import { Component, inject } from '@angular/core'
import type { IndicatorEntry } from '../../api/contract.js'
import { IndicatorForm } from '../../parts/indicator-form.js'
import { DialogFrame } from '../../ui/dialog-frame.js'

/** 新建指标, or 修改指标 when one is given; closes with what is stored. */
@Component({
  selector: 'wt-indicator-dialog',
  imports: [DialogFrame, IndicatorForm],
  template: `
    <wt-dialog-frame [heading]="known ? '修改指标' : '新建指标'">
      <wt-indicator-form
        [editing]="known"
        [action]="known ? '保存' : '新建指标'"
        (created)="ref.close($event)"
        (cancelled)="ref.close()"
      />
    </wt-dialog-frame>
  `,
})
export class IndicatorDialog {
  protected readonly ref = inject<DialogRef<IndicatorEntry>>(DialogRef)
  protected readonly known = inject<IndicatorEntry | null>(DIALOG_DATA, { optional: true })
}
