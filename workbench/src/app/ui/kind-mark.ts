import { Component, computed, input } from '@angular/core'

const WORDS: Readonly<Record<string, { readonly word: string; readonly title: string }>> = {
  trial: { word: '试填', title: '试填不计入任何汇总、进度和逾期，填错也没有关系。' },
  quick: { word: '快速调查', title: '应急快速调查' },
}

/** Says what kind of 报送任务 it is, where it is not the ordinary one. */
@Component({
  selector: 'wt-kind-mark',
  template: `
    @if (mark(); as said) {
      <span [class]="kind()" [title]="said.title">{{ said.word }}</span>
    }
  `,
  styles: `
    :host {
      display: contents;
    }
    span {
      flex: none;
      padding: 1px 6px;
      border-radius: var(--radius);
      background: var(--accent-soft);
      color: var(--accent-strong);
      font-size: var(--size-small);
      font-weight: 400;
      white-space: nowrap;
    }
    .trial {
      background: var(--warn-soft);
      color: var(--warn);
    }
  `,
})
export class KindMark {
  readonly kind = input.required<string>()
  protected readonly mark = computed(() => WORDS[this.kind()] ?? null)
}
