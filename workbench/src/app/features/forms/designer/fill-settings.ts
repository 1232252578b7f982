import { Component, computed, inject, linkedSignal } from '@angular/core'
import { parseInput } from '@weitong/designer/entry'
import type { Cell, CellFiller, CellStart } from '@weitong/designer/template'
import type { FormDraft, FormSummary } from '../../../api/contract.js'
import { loaded } from '../../../api/loaded.js'
import { DesignSession } from './design-session.js'
import { FormulaField } from './formula-field.js'

const STARTS: readonly { readonly from: CellStart['from'] | ''; readonly name: string }[] = [
  { from: '', name: '空着' },
  { from: 'value', name: '默认值' },
  { from: 'previous', name: '带入上期数' },
  { from: 'lastYear', name: '带入上年同期数' },
  { from: 'form', name: '带入另一张表的数' },
]
const ROLES = [
  { role: 'filler', name: '填报员' },
  { role: 'reviewer', name: '审核员' },
] as const
const LEVELS = [
  { level: 'institution', name: '机构' },
  { level: 'town', name: '乡镇' },
  { level: 'county', name: '县' },
  { level: 'city', name: '市' },
  { level: 'province', name: '省' },
] as const

/** 填报设置 of the selected inputs: what they begin with, who fills them, when they are shown, help. */
@Component({
  selector: 'wt-fill-settings',
  imports: [FormulaField],
  templateUrl: './fill-settings.html',
  styleUrls: ['./panels.css', './fill-settings.css'],
})
export class FillSettings {
  protected readonly session = inject(DesignSession)
  protected readonly starts = STARTS
  protected readonly roles = ROLES
  protected readonly levels = LEVELS
  protected readonly cell = this.session.cell
  protected readonly inBand = computed(() => this.session.template()?.roster?.row === this.cell()?.row)
  /** What an empty report begins with; kept here until it says enough to be stored. */
  protected readonly start = linkedSignal<CellStart | null>(() => this.cell()?.start ?? null)
  protected readonly limited = linkedSignal(() => this.cell()?.fillers !== undefined)
  protected readonly indicator = computed(() => this.definitionOf(this.cell()))
  protected readonly isCode = computed(() => this.indicator()?.type === 'code')
  /** Inputs whose code the code of this cell may have to stand under. */
  protected readonly above = computed(() => {
    const cells = this.session.template()?.cells ?? []
    return cells.flatMap((each) => {
      const definition = this.definitionOf(each)
      const isOther = each.role === 'input' && each.id !== this.cell()?.id && definition?.type === 'code'
      return isOther && each.binding ? [{ key: each.binding.key, name: definition.name }] : []
    })
  })
  /** Why the default is no value of this cell, or null. */
  protected readonly wrongValue = computed(() => {
    const [start, indicator] = [this.start(), this.indicator()]
    if (start?.from !== 'value' || start.value === '' || !indicator) return null
    const list = this.session.template()?.codeLists.find(({ code }) => code === indicator.codeList) ?? null
    const parsed = parseInput(start.value, indicator, list)
    return 'message' in parsed ? parsed.message : null
  })
  protected readonly forms = loaded(
    () => (this.start()?.from === 'form' ? {} : undefined),
    (api, _params, signal) => api.get<FormSummary[]>('/forms', {}, signal),
  )
  /** The values of the form that is carried in, from its newest published version. */
  protected readonly source = loaded(
    () => {
      const start = this.start()
      const form = start?.from === 'form' ? this.forms.value()?.find(({ code }) => code === start.form) : undefined
      return form?.versions.find(({ state }) => state === 'published')?.id
    },
    (api, id, signal) => api.get<FormDraft>(`/form-versions/${id}`, {}, signal),
  )
  protected readonly sourceKeys = computed(() => {
    const { cells = [], indicators = [] } = this.source.value()?.template ?? {}
    const names = new Map(indicators.map(({ code, name }) => [code, name]))
    return cells.flatMap(({ binding }) =>
      binding?.offset === 0 ? [{ key: binding.key, name: names.get(binding.indicator) ?? '' }] : [],
    )
  })

  protected text(event: Event): string {
    return (event.target as HTMLInputElement).value.trim()
  }

  protected setFrom(event: Event): void {
    const from = this.text(event)
    if (from === 'value') this.start.set({ from, value: '' })
    else if (from === 'form') this.start.set({ from, form: '', key: '' })
    else this.setStart(from === 'previous' || from === 'lastYear' ? { from } : null)
  }

  /** Stores what says enough; a default has to be a value of the cell. */
  protected setStart(start: CellStart | null): void {
    this.start.set(start)
    if (start?.from === 'value' && (start.value === '' || this.wrongValue() !== null)) return
    if (start?.from === 'form' && (start.form === '' || start.key === '')) return
    this.session.edit(({ role }) => (role === 'input' ? { start: start ?? undefined } : {}))
  }

  protected limit(limited: boolean): void {
    this.limited.set(limited)
    if (!limited) this.session.edit(() => ({ fillers: undefined }))
  }

  protected isFiller(role: CellFiller['role'], level: CellFiller['level']): boolean {
    return this.cell()?.fillers?.some((filler) => filler.role === role && filler.level === level) ?? false
  }

  protected toggle(role: CellFiller['role'], level: CellFiller['level']): void {
    const before = this.cell()?.fillers ?? []
    const others = before.filter((filler) => filler.role !== role || filler.level !== level)
    const fillers = others.length === before.length ? [...before, { role, level }] : others
    this.session.edit((design) =>
      design.role === 'input' ? { fillers: fillers.length > 0 ? fillers : undefined } : {},
    )
  }

  protected setShown(stored: string): void {
    this.session.edit(({ role }) => (role === 'input' ? { shown: stored || undefined } : {}))
  }

  protected setUnder(event: Event): void {
    const under = this.text(event) || undefined
    this.session.edit(({ role }) => (role === 'input' ? { under } : {}))
  }

  protected setHelp(event: Event): void {
    const help = this.text(event) || undefined
    this.session.edit(() => ({ help }))
  }

  private definitionOf(cell: Cell | null) {
    return this.session.template()?.indicators.find(({ code }) => code === cell?.binding?.indicator)
  }
}
