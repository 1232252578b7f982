import { Component, input, output } from '@angular/core'
import { Icon } from './icon.js'

/** What went wrong, at the place where it happened, with 重试 where trying again can help. */
@Component({
  selector: 'wt-error-panel',
  imports: [Icon],
  template: `
    <div class="panel" role="alert">
      <wt-icon name="alert" />
      <div class="words">
        <p>{{ message() }}</p>
        <ng-content />
      </div>
      @if (canRetry()) {
        <button type="button" class="btn btn-small" (click)="retry.emit()">重试</button>
      }
    </div>
  `,
  styles: `
    .panel {
      display: flex;
      align-items: flex-start;
      gap: 10px;
      padding: 10px 12px;
      border: 1px solid var(--bad-line);
      border-radius: var(--radius);
      background: var(--bad-soft);
      color: var(--bad);
    }
    wt-icon {
      margin-top: 2px;
    }
    .words {
      flex: 1;
      min-width: 0;
    }
  `,
})
export class ErrorPanel {
  readonly message = input.required<string>()
  readonly canRetry = input(true)
  readonly retry = output()
}
