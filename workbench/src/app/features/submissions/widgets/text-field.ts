import { Component, computed, inject, input } from '@angular/core'
import type { Field } from '@formily/core'
import type { Schema } from '@formily/json-schema'
import { observe } from '../../../formily/observe.js'
import { OpenReport } from '../report/open-report.js'

/** The input type each widget of a head or foot item stands for. */
const TYPES: Readonly<Record<string, string>> = { TextField: 'text', PhoneField: 'tel', DateField: 'date' }

/** A head or foot item: a word and a line to write on; plain text where it cannot be changed. */
@Component({
  selector: 'wt-text-field',
  template: `
    @if (editable()) {
      <label>
        <span class="title" [class.required]="required()">{{ schema().title }}：</span>
        <input
          class="line"
          [type]="type()"
          [attr.name]="name()"
          [value]="value()"
          [attr.aria-required]="required()"
          [attr.aria-invalid]="missing() ? true : null"
          maxlength="100"
          autocomplete="off"
          (input)="typed($event)"
        />
      </label>
    } @else {
      <span class="title">{{ schema().title }}：</span>
      <span class="plain">{{ value() || '　' }}</span>
    }
  `,
  styleUrl: './text-field.css',
})
export class TextField {
  readonly field = input.required<Field>()
  readonly schema = input.required<Schema>()
  private readonly report = inject(OpenReport)

  protected readonly name = computed(() => this.field().path.toString())
  protected readonly type = computed(() => TYPES[String(this.schema()['x-component'])] ?? 'text')
  protected readonly value = observe(() => textOf(this.field().value), '')
  protected readonly required = observe(() => Boolean(this.field().required), false)
  private readonly writable = observe(() => this.field().pattern === 'editable', false)
  protected readonly editable = computed(() => this.writable() && !this.report.locked())
  protected readonly missing = computed(() =>
    this.report.findings().some(({ rule }) => rule === `REQUIRED.header.${this.name()}`),
  )

  protected typed(event: Event): void {
    if (event.target instanceof HTMLInputElement) void this.field().onInput(event.target.value)
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
