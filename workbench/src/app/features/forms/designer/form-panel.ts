import { Component, computed, inject } from '@angular/core'
import type { HeaderItem, LegalHead, PeriodType, Secrecy } from '@weitong/designer/template'
import type { FormHead } from '@weitong/designer/sheet'
import { PERIOD_TYPES } from '../../../ui/glossary.js'
import { ConditionField } from './condition-field.js'
import { DesignSession } from './design-session.js'

const LEGAL: readonly { readonly name: keyof LegalHead; readonly label: string; readonly hint: string }[] = [
  { name: 'tableNo', label: '表号', hint: '如 卫健统1-9表' },
  { name: 'maker', label: '制定机关', hint: '如 国家卫生健康委员会' },
  { name: 'approver', label: '批准机关', hint: '如 国家统计局' },
  { name: 'approvalNo', label: '批准文号', hint: '如 国统制〔2024〕1号' },
  { name: 'validUntil', label: '有效期至', hint: '如 2027-12' },
]

const SECRECY: readonly { readonly value: Secrecy; readonly name: string }[] = [
  { value: 'public', name: '公开' },
  { value: 'internal', name: '内部' },
  { value: 'sensitive', name: '敏感' },
]

const PREFILLS: readonly { readonly value: HeaderItem['prefill']; readonly name: string }[] = [
  { value: null, name: '不预填' },
  { value: 'org.name', name: '机构名称' },
  { value: 'org.creditCode', name: '统一社会信用代码' },
  { value: 'org.leader', name: '单位负责人' },
  { value: 'period', name: '报表期' },
  { value: 'account.name', name: '填表人姓名' },
  { value: 'account.phone', name: '填表人电话' },
  { value: 'today', name: '当天日期' },
]

/** 表属性: what is printed over and under the table, and who owes it. */
@Component({
  selector: 'wt-form-panel',
  imports: [ConditionField],
  templateUrl: './form-panel.html',
  styleUrl: './panels.css',
})
export class FormPanel {
  protected readonly session = inject(DesignSession)
  protected readonly legal = LEGAL
  protected readonly places: readonly HeaderItem['place'][] = ['head', 'foot']
  protected readonly secrecies = SECRECY
  protected readonly prefills = PREFILLS
  protected readonly periodTypes = Object.entries(PERIOD_TYPES)
  protected readonly form = this.session.template
  /** Only the first version decides how often a form is filled: later ones must fit its facts. */
  protected readonly isFirst = computed(() => this.session.draft()?.version.number === 1)
  protected readonly scopeWords = computed(() => {
    const scope = this.form()?.scope
    return scope ? (this.session.language()?.wording(scope) ?? '') : ''
  })

  protected text(event: Event): string {
    return (event.target as HTMLInputElement).value.trim()
  }

  protected set(patch: Partial<FormHead>): void {
    this.session.surface()?.editHead(patch)
  }

  protected setLegal(name: keyof LegalHead, event: Event): void {
    const legal = this.form()?.legal
    if (legal) this.set({ legal: { ...legal, [name]: this.text(event) } })
  }

  protected setPeriodType(event: Event): void {
    this.set({ periodType: this.text(event) as PeriodType })
  }

  protected setSecrecy(event: Event): void {
    this.set({ secrecy: this.text(event) as Secrecy })
  }

  protected items(place: HeaderItem['place']): readonly HeaderItem[] {
    return this.form()?.headerItems.filter((item) => item.place === place) ?? []
  }

  protected changeItem(id: string, patch: Partial<HeaderItem>): void {
    const items = this.form()?.headerItems ?? []
    this.set({ headerItems: items.map((item) => (item.id === id ? { ...item, ...patch } : item)) })
  }

  protected setPrefill(id: string, event: Event): void {
    const value = PREFILLS.find((each) => String(each.value) === this.text(event))?.value ?? null
    this.changeItem(id, { prefill: value })
  }

  protected addItem(place: HeaderItem['place']): void {
    const items = this.form()?.headerItems ?? []
    let number = items.length + 1
    while (items.some(({ id }) => id === `item_${number}`)) number += 1
    const item: HeaderItem = {
      id: `item_${number}`,
      title: '新的一项',
      place,
      type: 'text',
      required: false,
      readOnly: false,
      prefill: null,
    }
    this.set({ headerItems: [...items, item] })
  }

  protected removeItem(id: string): void {
    this.set({ headerItems: (this.form()?.headerItems ?? []).filter((item) => item.id !== id) })
  }
}
