import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog'
import { Component, inject } from '@angular/core'
import type { UnitSlip } from '@weitong/designer/check'
import { DialogFrame } from '../../../ui/dialog-frame.js'
import type { CellStore } from '../sheet/cell-store.js'
import { shownText } from '../sheet/cell-facts.js'

export interface SlipQuestion {
  readonly slip: UnitSlip
  readonly cells: CellStore
}

/** 疑似按元填报: shows what ÷ 1000 would make of each value. Closes with true to do it. */
@Component({
  selector: 'wt-slip-dialog',
  imports: [DialogFrame],
  template: `
    <wt-dialog-frame heading="换算成千元">
      <p>以下 {{ rows.length }} 格的单位是千元。换算就是把每个数除以 1000，可以一步撤销。</p>
      <table>
        <thead>
          <tr>
            <th>指标</th>
            <th class="num">现在</th>
            <th class="num">换算后（千元）</th>
          </tr>
        </thead>
        <tbody>
          @for (row of rows; track row.key) {
            <tr>
              <th scope="row">
                {{ row.name }} <span class="sub">{{ row.address }}</span>
              </th>
              <td class="num">{{ row.now }}</td>
              <td class="num">{{ row.after }}</td>
            </tr>
          }
        </tbody>
      </table>
      <ng-container actions>
        <button type="button" class="btn" (click)="ref.close(false)">不换算</button>
        <button type="button" class="btn btn-main" data-act (click)="ref.close(true)">全部除以 1000</button>
      </ng-container>
    </wt-dialog-frame>
  `,
  styleUrl: './dialog-table.css',
})
export class SlipDialog {
  private readonly question = inject<SlipQuestion>(DIALOG_DATA)
  protected readonly ref = inject<DialogRef<boolean>>(DialogRef)
  protected readonly rows = this.preview()

  private preview() {
    const { cells, slip } = this.question
    return Object.entries(cells.sheet.dividedByThousand(slip)).flatMap(([key, after]) => {
      const state = cells.byKey(key)
      if (!state) return []
      const { name, address } = state.facts
      return [{ key, name, address, now: state.text(), after: shownText(after, state.facts) }]
    })
  }
}
