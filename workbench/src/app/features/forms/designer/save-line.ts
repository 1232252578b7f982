import { Dialog } from '@angular/cdk/dialog'
import { Component, computed, inject, output, signal } from '@angular/core'
import { firstValueFrom } from 'rxjs'
import { messageOf } from '../../../api/api-failure.js'
import { timeLabel } from '../../../ui/days.js'
import { Icon } from '../../../ui/icon.js'
import { Notices } from '../../../ui/notices.js'
import { type Conflict, ConflictDialog, type Settlement } from '../versions/conflict-dialog.js'
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
          <button type="button" class="btn btn-plain" [disabled]="busy()" (click)="settle(now.message)">
            查看差异
          </button>
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
  private readonly dialog = inject(Dialog)
  private readonly notices = inject(Notices)
  protected readonly busy = signal(false)
  readonly reload = output()
  protected readonly state = computed(() => this.session.autosave()?.state() ?? null)
  protected readonly time = computed(() => {
    const state = this.state()
    return state?.kind === 'saved' && state.at !== '' ? timeLabel(state.at) : ''
  })

  protected again(): void {
    void this.session.autosave()?.flush()
  }

  /** Shows both drafts; nothing is overwritten or thrown away before the person has seen them. */
  protected async settle(message: string): Promise<void> {
    const autosave = this.session.autosave()
    if (!autosave || this.busy()) return
    this.busy.set(true)
    try {
      const conflict = { ...(await autosave.conflict()), message }
      const ref = this.dialog.open<Settlement, Conflict>(ConflictDialog, {
        data: conflict,
        width: '880px',
        maxWidth: 'calc(100vw - 48px)',
        ariaLabel: '草稿有两份修改',
        autoFocus: '[data-act]',
      })
      const settled = await firstValueFrom(ref.closed)
      if (settled === 'mine') await autosave.overwrite(conflict.theirs.revision)
      if (settled === 'theirs') this.reload.emit()
    } catch (error) {
      this.notices.bad(messageOf(error))
    } finally {
      this.busy.set(false)
    }
  }
}
