import { Component, computed, effect, inject, signal } from '@angular/core'
import { ApiClient } from '../api/api-client.js'
import { Connection } from '../api/connection.js'
import { Icon } from '../ui/icon.js'

const EVERY_MS = 15_000

/** Says that the server cannot be reached, tries again by itself and on request, and goes away when it is back. */
@Component({
  selector: 'wt-connection-banner',
  imports: [Icon],
  template: `
    @if (connection.state()) {
      <div class="banner" role="alert">
        <wt-icon name="offline" />
        <span>{{ sentence() }}</span>
        <button type="button" class="btn btn-small" [disabled]="trying()" (click)="retry()">
          {{ trying() ? '正在重试…' : '重试' }}
        </button>
      </div>
    }
  `,
  styles: `
    .banner {
      display: flex;
      align-items: center;
      gap: 12px;
      padding: 8px var(--gutter);
      border-bottom: 1px solid var(--warn-line);
      background: var(--warn-soft);
      color: var(--warn);
    }
  `,
})
export class ConnectionBanner {
  private readonly api = inject(ApiClient)
  protected readonly connection = inject(Connection)
  protected readonly trying = signal(false)
  protected readonly sentence = computed(() =>
    this.connection.state() === 'network'
      ? '网络不通，页面上的数据可能不是最新的。恢复后会自动继续。'
      : '系统暂时不可用，正在恢复。恢复后会自动继续。',
  )

  constructor() {
    effect((onCleanup) => {
      if (this.connection.state() === null) return
      const timer = setInterval(() => void this.retry(), EVERY_MS)
      onCleanup(() => clearInterval(timer))
    })
  }

  protected async retry(): Promise<void> {
    if (this.trying()) return
    this.trying.set(true)
    await this.api.isAnswering()
    this.trying.set(false)
  }
}
