import { Component, computed, inject, output } from '@angular/core'
import { timeLabel } from '../../../ui/days.js'
import { Icon } from '../../../ui/icon.js'
import { DesignSession } from './design-session.js'

/** Whether what is drawn is safe: 已保存 17:03, 正在保存…, or why not and what to do about it. */
@Component({
  selector: 'wt-save-line',
  imports: [Icon],
  template: `
    @if (state(); as now) {
      @switch (now.kind) {
        @case ('saved') {
          <span class="muted">已保存 {{ time() }}</span>
        }
        @case ('changed') {
          <span class="muted">有修改，即将保存</span>
        }
        @case ('saving') {
          <span class="muted">正在保存…</span>
        }
        @case ('failed') {
          <span class="bad"><wt-icon name="alert" />未保存：{{ now.message }}</span>
          <button type="button" class="btn btn-plain" (click)="again()">重试</button>
        }
        @case ('stale') {
          <span class="bad"><wt-icon name="alert" />{{ now.message }}</span>
          <button type="button" class="btn btn-plain" (click)="reload.emit()">载入对方的</button>
          <button type="button" class="btn btn-plain" (click)="keepMine()">用我的覆盖</button>
        }
      }
    }
  `,
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      gap: 12px;
      min-width: 0;
    }
    .bad {
      display: inline-flex;
      align-items: center;
      gap: 4px;
      color: var(--bad);
    }
  `,
})
export class SaveLine {
  private readonly session = inject(DesignSession)
  readonly reload = output()
  protected readonly state = computed(() => this.session.autosave()?.state() ?? null)
  protected readonly time = computed(() => {
    const state = this.state()
    return state?.kind === 'saved' && state.at !== '' ? timeLabel(state.at) : ''
  })

  protected again(): void {
    void this.session.autosave()?.flush()
  }

  protected keepMine(): void {
    void this.session.autosave()?.overwrite()
  }
}
