import { Component, computed, inject } from '@angular/core'
import type { LineCommand } from '@weitong/designer/sheet'
import { DesignSession } from './design-session.js'

const LINES: readonly { readonly command: LineCommand; readonly name: string }[] = [
  { command: 'row-above', name: '上方插行' },
  { command: 'row-below', name: '下方插行' },
  { command: 'remove-rows', name: '删行' },
  { command: 'column-left', name: '左侧插列' },
  { command: 'column-right', name: '右侧插列' },
  { command: 'remove-columns', name: '删列' },
]

/** What one does to the sheet with the mouse: undo, rows, columns, merging. Everything else is in the panel. */
@Component({
  selector: 'wt-sheet-toolbar',
  template: `
    <div role="toolbar" aria-label="表样工具">
      <input
        class="input"
        aria-label="到单元格"
        title="输入地址，如 D6，按回车到那一格"
        autocomplete="off"
        spellcheck="false"
        [value]="address()"
        (focus)="all($event)"
        (keydown.enter)="go($event)"
      />
      <button type="button" class="btn btn-small" title="Ctrl+Z" [disabled]="!canUndo()" (click)="surface()?.undo()">
        撤销
      </button>
      <button type="button" class="btn btn-small" title="Ctrl+Y" [disabled]="!canRedo()" (click)="surface()?.redo()">
        重做
      </button>
      <i></i>
      @for (line of lines; track line.command) {
        <button type="button" class="btn btn-small" [disabled]="!canDraw()" (click)="surface()?.lines(line.command)">
          {{ line.name }}
        </button>
        @if (line.command === 'remove-rows' || line.command === 'remove-columns') {
          <i></i>
        }
      }
      <button type="button" class="btn btn-small" [disabled]="!canMerge()" (click)="surface()?.merge()">合并</button>
      <button type="button" class="btn btn-small" [disabled]="!canDraw()" (click)="surface()?.unmerge()">
        取消合并
      </button>
    </div>
  `,
  styles: `
    div {
      display: flex;
      align-items: center;
      gap: 2px;
      height: 40px;
      padding: 0 12px;
      border-bottom: 1px solid var(--line);
      overflow-x: auto;
    }
    .btn {
      flex: none;
      padding: 0 7px;
      border-color: transparent;
      background: none;
    }
    .btn:hover:not(:disabled) {
      background: var(--ground-3);
    }
    .input {
      flex: none;
      width: 72px;
      height: 26px;
      margin-right: 6px;
      padding: 0 6px;
      text-align: center;
    }
    i {
      flex: none;
      width: 1px;
      height: 16px;
      margin: 0 6px;
      background: var(--line);
    }
  `,
})
export class SheetToolbar {
  private readonly session = inject(DesignSession)
  protected readonly lines = LINES
  protected readonly surface = this.session.surface
  protected readonly address = computed(() => this.session.selection()?.address ?? '')
  protected readonly canUndo = computed(() => !this.session.readOnly() && this.session.history().undos > 0)
  protected readonly canRedo = computed(() => !this.session.readOnly() && this.session.history().redos > 0)
  protected readonly canDraw = computed(() => !this.session.readOnly() && this.session.selection() !== null)
  protected readonly canMerge = computed(() => this.canDraw() && (this.session.selection()?.places.length ?? 0) > 1)

  protected all(event: Event): void {
    ;(event.target as HTMLInputElement).select()
  }

  protected go(event: Event): void {
    const field = event.target as HTMLInputElement
    if (!this.surface()?.goTo(field.value.trim())) field.value = this.address()
  }
}
