import { Component, computed, inject, input } from '@angular/core'
import type { ObjectField } from '@formily/core'
import type { Schema } from '@formily/json-schema'
import { isOpenWarning } from '@weitong/designer/check'
import { ruleName } from '@weitong/designer/template'
import { observe } from '../../../formily/observe.js'
import { OpenReport } from '../report/open-report.js'
import type { Texts } from '../report/fields.js'

const LONGEST = 500

/** 核实说明: one for each 核实性 finding, saved with the report; hidden where there is none to write or to read. */
@Component({
  selector: 'wt-explanations',
  template: `
    @if (lines().length) {
      <section aria-labelledby="explanations">
        <h3 id="explanations">{{ schema().title }}</h3>
        @for (line of lines(); track line.rule) {
          <div class="line">
            <label [for]="'explanation-' + line.rule">
              <span class="rule">{{ nameOf(line.rule) }}</span> {{ line.message }}
            </label>
            @if (editable()) {
              <textarea
                class="input"
                rows="2"
                [id]="'explanation-' + line.rule"
                [attr.maxlength]="longest"
                placeholder="说明原因，如：9 月起新院区开诊，门诊量增加"
                [value]="line.text"
                (input)="typed(line.rule, $event)"
              ></textarea>
            } @else {
              <p class="text">{{ line.text || '（未填写）' }}</p>
            }
          </div>
        }
      </section>
    }
  `,
  styleUrl: './explanations.css',
})
export class Explanations {
  readonly field = input.required<ObjectField>()
  readonly schema = input.required<Schema>()
  private readonly report = inject(OpenReport)
  protected readonly longest = LONGEST
  /** A rule about the rows of a roster is known by its own code; its message says the row. */
  protected readonly nameOf = ruleName

  private readonly texts = observe(() => ({ ...(this.field().value as Texts | undefined) }), {})
  protected readonly editable = computed(() => !this.report.locked())

  /** Open 核实性 findings first; then what was explained before and holds again, so that no text disappears unseen. */
  protected readonly lines = computed(() => {
    const texts: Texts = this.texts()
    const open = this.report.findings().filter(isOpenWarning)
    const codes = new Set(open.map(({ rule }) => rule))
    const settled = this.report.template.rules.filter(({ code }) => !codes.has(code) && (texts[code] ?? '') !== '')
    return [
      ...open.map(({ rule, message }) => ({ rule, message, text: texts[rule] ?? '' })),
      ...settled.map(({ code, message }) => ({ rule: code, message, text: texts[code] ?? '' })),
    ]
  })

  protected typed(rule: string, event: Event): void {
    if (!(event.target instanceof HTMLTextAreaElement)) return
    void this.field().onInput({ ...this.texts(), [rule]: event.target.value })
  }
}
