import { Component, inject } from '@angular/core'
import { Icon } from './icon.js'
import { Notices } from './notices.js'

/** Where `Notices` appear: top centre, read out politely. The frame holds the only one. */
@Component({
  selector: 'wt-notice-list',
  imports: [Icon],
  template: `
    <div class="list" role="status" aria-live="polite">
      @for (notice of notices.shown(); track notice.id) {
        <p class="notice" [class.bad]="notice.tone === 'bad'">
          <wt-icon [name]="notice.tone === 'bad' ? 'alert' : 'check'" />
          <span>{{ notice.text }}</span>
          <button type="button" class="btn btn-icon" aria-label="关闭" (click)="notices.dismiss(notice.id)">
            <wt-icon name="close" />
          </button>
        </p>
      }
    </div>
  `,
  styles: `
    .list {
      position: fixed;
      bottom: 24px;
      left: 50%;
      z-index: 60;
      display: grid;
      justify-items: center;
      gap: 8px;
      max-width: 640px;
      transform: translateX(-50%);
    }
    .notice {
      display: flex;
      align-items: center;
      gap: 8px;
      padding: 4px 4px 4px 14px;
      border-radius: 6px;
      background: var(--ground);
      color: var(--good);
      box-shadow: var(--shadow);
    }
    .notice.bad {
      color: var(--bad);
    }
    span {
      color: var(--text);
    }
  `,
})
export class NoticeList {
  protected readonly notices = inject(Notices)
}
