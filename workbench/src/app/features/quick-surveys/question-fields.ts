import type { ElementRef } from '@angular/core'
import { afterNextRender, Component, input, output, viewChild } from '@angular/core'
import type { QuestionType } from '../../api/contract.js'
import { type DraftQuestion, QUESTION_TYPES } from './questions.js'

/** One question: its words, what it is answered with, and what that needs. Enter goes on to the next question. */
@Component({
  selector: 'wt-question-fields',
  template: `
    <span class="no" aria-hidden="true">{{ number() }}</span>
    <div class="lines">
      <div class="line">
        <input
          #words
          class="input words"
          maxlength="110"
          autocomplete="off"
          placeholder="问什么"
          [attr.aria-label]="'第 ' + number() + ' 题'"
          [value]="question().text"
          (input)="set({ text: words.value })"
          (keydown.enter)="$event.preventDefault(); next.emit()"
        />
        <select
          #kind
          class="input kind"
          [attr.aria-label]="'第 ' + number() + ' 题的答案类型'"
          (change)="setType(kind.value)"
        >
          @for (each of types; track each.type) {
            <option [value]="each.type" [selected]="each.type === question().type">{{ each.name }}</option>
          }
        </select>
        <label class="must">
          <input #must type="checkbox" [checked]="question().required" (change)="set({ required: must.checked })" />必填
        </label>
        <button
          type="button"
          class="btn btn-icon"
          [disabled]="first()"
          [attr.aria-label]="'上移第 ' + number() + ' 题'"
          (click)="moved.emit(-1)"
        >
          ↑
        </button>
        <button
          type="button"
          class="btn btn-icon"
          [disabled]="last()"
          [attr.aria-label]="'下移第 ' + number() + ' 题'"
          (click)="moved.emit(1)"
        >
          ↓
        </button>
        <button
          type="button"
          class="btn btn-icon"
          [disabled]="first() && last()"
          [attr.aria-label]="'删除第 ' + number() + ' 题'"
          (click)="removed.emit()"
        >
          ×
        </button>
      </div>
      @if (question().type === 'number') {
        <div class="line more">
          <label
            >单位
            <input
              #unit
              class="input unit"
              maxlength="10"
              placeholder="张、人…"
              [attr.aria-label]="'第 ' + number() + ' 题的计量单位'"
              [value]="question().unit"
              (input)="set({ unit: unit.value })"
          /></label>
          <label>
            小数位
            <select #digits class="input digits" (change)="set({ decimals: +digits.value })">
              @for (digit of [0, 1, 2, 3, 4]; track digit) {
                <option [value]="digit" [selected]="digit === question().decimals">{{ digit }}</option>
              }
            </select>
          </label>
        </div>
      }
      @if (question().type === 'choice') {
        <input
          #choices
          class="input"
          [attr.aria-label]="'第 ' + number() + ' 题的选项'"
          placeholder="选项，用逗号或顿号隔开：正常、部分停诊、停诊"
          [value]="question().choices"
          (input)="set({ choices: choices.value })"
        />
      }
    </div>
  `,
  styles: `
    :host {
      display: flex;
      gap: 8px;
    }
    .no {
      flex: none;
      width: 22px;
      color: var(--text-2);
      line-height: var(--control);
      text-align: right;
    }
    .lines {
      display: grid;
      flex: 1;
      gap: 6px;
      min-width: 0;
    }
    .line {
      display: flex;
      align-items: center;
      gap: 6px;
    }
    .more {
      gap: 20px;
      color: var(--text-2);
    }
    .words {
      flex: 1;
      min-width: 120px;
    }
    .kind {
      flex: none;
      width: 96px;
    }
    .must {
      flex: none;
      display: flex;
      align-items: center;
      gap: 4px;
      padding: 0 4px;
    }
    .unit {
      width: 96px;
    }
    .digits {
      width: 64px;
    }
    .btn-icon {
      width: 28px;
    }
    @media (max-width: 640px) {
      .line {
        flex-wrap: wrap;
      }
      .words {
        flex-basis: 100%;
      }
    }
  `,
})
export class QuestionFields {
  readonly question = input.required<DraftQuestion>()
  readonly number = input.required<number>()
  readonly first = input.required<boolean>()
  readonly last = input.required<boolean>()
  readonly changed = output<DraftQuestion>()
  readonly removed = output()
  readonly moved = output<-1 | 1>()
  readonly next = output()
  protected readonly types = QUESTION_TYPES
  private readonly words = viewChild.required<ElementRef<HTMLInputElement>>('words')

  constructor() {
    // A question that was just added is written next; the first one waits behind the title.
    afterNextRender(() => {
      if (!this.first()) this.words().nativeElement.focus()
    })
  }

  protected set(change: Partial<DraftQuestion>): void {
    this.changed.emit({ ...this.question(), ...change })
  }

  protected setType(type: string): void {
    this.set({ type: type as QuestionType })
  }
}
