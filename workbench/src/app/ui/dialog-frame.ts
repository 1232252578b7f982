import { DialogRef } from '@angular/cdk/dialog'
import { Component, inject, input } from '@angular/core'
import { Icon } from './icon.js'

/**
 * Look of every dialog: heading, body, buttons (`<… actions>`). Used inside a component opened with the CDK's `Dialog`,
 * which keeps the focus inside, closes on Esc, and gives the focus back.
 */
@Component({
  selector: 'wt-dialog-frame',
  imports: [Icon],
  template: `
    <div class="head">
      <h2>{{ heading() }}</h2>
      <button type="button" class="btn btn-icon" aria-label="关闭" (click)="ref.close()">
        <wt-icon name="close" />
      </button>
    </div>
    <div class="body"><ng-content /></div>
    <div class="foot"><ng-content select="[actions]" /></div>
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      max-height: 80vh;
      border-radius: 8px;
      background: var(--ground);
      box-shadow: var(--shadow);
    }
    .head {
      display: flex;
      align-items: center;
      justify-content: space-between;
      padding: 12px 12px 4px 24px;
    }
    .body {
      display: grid;
      gap: 12px;
      padding: 8px 24px;
      overflow-y: auto;
    }
    .foot {
      display: flex;
      justify-content: flex-end;
      gap: 8px;
      padding: 12px 24px 20px;
    }
  `,
})
export class DialogFrame {
  readonly heading = input.required<string>()
  protected readonly ref = inject(DialogRef)
}
