import { Component, computed, inject, input, signal } from '@angular/core'
import type { TemplateIndicator } from '@weitong/designer/template'
import { CheckRevising } from './check-revising.js'

/** 指标解释 of a published version: read, or rewritten as one of the changes that take effect together. */
@Component({
  selector: 'wt-help-revision',
  template: `
    @if (editing()) {
      <div class="field">
        <label for="help-text">指标解释</label>
        <textarea #text id="help-text" class="input" rows="4" maxlength="2000" [value]="definition()"></textarea>
        <p class="buttons">
          <button type="button" class="btn btn-small" (click)="editing.set(false)">取消</button>
          <button type="button" class="btn btn-small btn-main" (click)="keep(text.value)">记下调整</button>
        </p>
      </div>
    } @else {
      @if (definition()) {
        <p class="definition">{{ definition() }}</p>
      }
      @if (isPending()) {
        <p class="hint">新的指标解释尚未生效，请到“审核规则”写明原因。</p>
      }
      <p class="acts">
        <button type="button" class="btn btn-plain" (click)="editing.set(true)">调整指标解释</button>
      </p>
    }
  `,
  styleUrl: './panels.css',
})
export class HelpRevision {
  private readonly revising = inject(CheckRevising)
  readonly indicator = input.required<TemplateIndicator>()

  protected readonly editing = signal(false)
  protected readonly definition = computed(
    () => this.revising.template()?.indicators.find(({ code }) => code === this.indicator().code)?.definition ?? '',
  )
  protected readonly isPending = computed(() =>
    this.revising.words().some(({ kind, name }) => kind === 'help' && name === this.indicator().code),
  )

  protected keep(definition: string): void {
    this.revising.setHelp(this.indicator().code, definition.trim())
    this.editing.set(false)
  }
}
