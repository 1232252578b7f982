import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog'
import { Component, inject, signal } from '@angular/core'
import { diffTemplates, type Template, wordChanges } from '@weitong/designer/template'
import { ApiClient } from '../../../api/api-client.js'
import { messageOf } from '../../../api/api-failure.js'
import type { FormDraft } from '../../../api/contract.js'
import { DialogFrame } from '../../../ui/dialog-frame.js'
import { ChangeList } from '../compare/change-list.js'

/** Two drafts that grew from one: what both began with, what is drawn here, what another has saved. */
export interface Conflict {
  readonly base: Template
  readonly mine: Template
  readonly theirs: FormDraft
  readonly message: string
}

/** `theirs`: mine is kept in the history. `mine`: theirs is in the history already. */
export type Settlement = 'mine' | 'theirs'

/** Shows what either of two people has changed before one is taken. Nothing is lost: the other one stays in the history. */
@Component({
  selector: 'wt-conflict-dialog',
  imports: [ChangeList, DialogFrame],
  template: `
    <wt-dialog-frame heading="草稿有两份修改">
      <p>{{ conflict.message }}没有采用的那一份会保存在“版本”的历史里，可以随时查看或恢复。</p>
      <div class="sides">
        @for (side of sides; track side.title) {
          <section [attr.aria-label]="side.title">
            <h3>{{ side.title }}</h3>
            <p class="muted small">{{ side.summary }}</p>
            <wt-change-list [changes]="side.changes" />
          </section>
        }
      </div>
      @if (failure(); as sentence) {
        <p class="bad" role="alert">{{ sentence }}</p>
      }
      <ng-container actions>
        <button type="button" class="btn" [disabled]="busy()" (click)="ref.close()">以后再说</button>
        <button type="button" class="btn" [disabled]="busy()" (click)="ref.close('mine')">保留我的</button>
        <button type="button" class="btn btn-main" data-act [disabled]="busy()" (click)="takeTheirs()">
          采用对方的
        </button>
      </ng-container>
    </wt-dialog-frame>
  `,
  styles: `
    .sides {
      display: grid;
      grid-template-columns: 1fr 1fr;
      gap: 24px;
    }
    section {
      min-width: 0;
    }
    wt-change-list {
      display: block;
      margin-top: 8px;
    }
    .bad {
      color: var(--bad);
    }
  `,
})
export class ConflictDialog {
  private readonly api = inject(ApiClient)
  protected readonly conflict = inject<Conflict>(DIALOG_DATA)
  protected readonly ref = inject<DialogRef<Settlement>>(DialogRef)
  protected readonly busy = signal(false)
  protected readonly failure = signal<string | null>(null)
  protected readonly sides = [
    side('对方改了什么', this.conflict.base, this.conflict.theirs.template),
    side('我改了什么', this.conflict.base, this.conflict.mine),
  ]

  protected async takeTheirs(): Promise<void> {
    if (this.busy()) return
    this.busy.set(true)
    this.failure.set(null)
    const { mine, theirs } = this.conflict
    try {
      await this.api.post(`/form-versions/${theirs.version.id}/set-aside`, { template: mine })
      this.ref.close('theirs')
    } catch (error) {
      this.failure.set(messageOf(error))
    } finally {
      this.busy.set(false)
    }
  }
}

function side(title: string, before: Template, after: Template) {
  const changes = diffTemplates(before, after)
  return { title, changes, summary: wordChanges(changes) }
}
