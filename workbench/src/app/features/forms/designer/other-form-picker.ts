import { Component, computed, inject, output, signal } from '@angular/core'
import type { OtherForm, OtherValue } from '@weitong/designer/template'
import { ApiClient } from '../../../api/api-client.js'
import { messageOf } from '../../../api/api-failure.js'
import type { FormSummary } from '../../../api/contract.js'
import { DesignSession } from './design-session.js'

const MOST = 20

/** 引用其他报表: a published form and one of its values; what is picked is written into the rule and remembered by the form. */
@Component({
  selector: 'wt-other-form-picker',
  template: `
    <details (toggle)="toggled($event)">
      <summary>引用同一单位的其他报表</summary>
      @if (problem(); as message) {
        <p class="problem" role="alert">{{ message }}</p>
      }
      <div class="field">
        <label for="other-form">报表</label>
        <select #form id="other-form" class="input" (change)="choose(form.value)">
          <option value="">请选择</option>
          @for (each of forms(); track each.code) {
            <option [value]="each.code">{{ each.code }} {{ each.title }}</option>
          }
        </select>
      </div>
      @if (chosen()) {
        <div class="field">
          <label for="other-value">指标</label>
          <input #search id="other-value" class="input" placeholder="名称或编码" (input)="wanted.set(search.value)" />
        </div>
        <ul>
          @for (each of values(); track each.key) {
            <li>
              <button type="button" class="btn btn-plain" (click)="pick(each)">
                {{ each.name }}（{{ each.key }}）
              </button>
            </li>
          } @empty {
            <li class="hint">没有符合的指标，请换个词。</li>
          }
        </ul>
        <p class="hint">
          对方没有上报时，这条规则不审核，填报页会说明。跨多期或名单的指标，请放在“合计”“行数”等函数里。
        </p>
      }
    </details>
  `,
  styleUrl: './panels.css',
  styles: `
    ul {
      max-height: 160px;
      margin: 0;
      padding: 0;
      overflow-y: auto;
      list-style: none;
    }
  `,
})
export class OtherFormPicker {
  private readonly api = inject(ApiClient)
  private readonly session = inject(DesignSession)
  /** The reference as it is written, such as `'WJT-1-1'![SYCWS]`. */
  readonly picked = output<string>()

  protected readonly forms = signal<readonly FormSummary[]>([])
  protected readonly chosen = signal<OtherForm | null>(null)
  protected readonly wanted = signal('')
  protected readonly problem = signal<string | null>(null)
  protected readonly values = computed(() => {
    const wanted = this.wanted().trim().toLowerCase()
    const all = this.chosen()?.values ?? []
    return all.filter(({ key, name }) => `${key} ${name}`.toLowerCase().includes(wanted)).slice(0, MOST)
  })

  protected toggled(event: Event): void {
    if ((event.target as HTMLDetailsElement).open && this.forms().length === 0) void this.attempt(() => this.load())
  }

  protected choose(code: string): void {
    this.chosen.set(null)
    if (code !== '') {
      void this.attempt(async () => this.chosen.set(await this.api.get<OtherForm>(`/other-forms/${code}`)))
    }
  }

  /** The form has to know the value before the rule that names it is read. */
  protected pick(value: OtherValue): void {
    const form = this.chosen()
    if (!form) return
    const known = this.session.template()?.otherForms ?? []
    const before = known.find(({ code }) => code === form.code)?.values ?? []
    const values = [...before.filter(({ key }) => key !== value.key), value]
    const otherForms = [...known.filter(({ code }) => code !== form.code), { ...form, values }]
    this.session.surface()?.editHead({ otherForms })
    this.picked.emit(`'${form.code}'![${value.key}]`)
  }

  private async load(): Promise<void> {
    const own = this.session.template()?.code
    const forms = await this.api.get<FormSummary[]>('/forms')
    this.forms.set(
      forms.filter(({ code, versions }) => code !== own && versions.some(({ state }) => state === 'published')),
    )
  }

  private async attempt(work: () => Promise<unknown>): Promise<void> {
    this.problem.set(null)
    try {
      await work()
    } catch (error) {
      this.problem.set(messageOf(error))
    }
  }
}
