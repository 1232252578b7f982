import type { ElementRef } from '@angular/core'
import { Component, computed, input, output, signal, viewChild } from '@angular/core'
import type { AnalysisForm, AnalysisIndicator } from '../../api/contract.js'
import { Icon } from '../../ui/icon.js'
import { SearchBox } from '../../ui/search-box.js'
import { why } from './question.js'

/** The server takes no more. */
const LIMIT = 60

interface Group {
  readonly section: string
  readonly indicators: readonly (AnalysisIndicator & { readonly reason: string | null })[]
}

/** A button that opens the list of indicators; those that cannot be summed are there too, grey, with the reason. */
@Component({
  selector: 'wt-indicator-picker',
  imports: [Icon, SearchBox],
  templateUrl: './indicator-picker.html',
  styleUrl: './indicator-picker.css',
  host: {
    '(document:pointerdown)': 'outside($event)',
    '(keydown.escape)': 'close(true)',
  },
})
export class IndicatorPicker {
  readonly form = input.required<AnalysisForm>()
  /** Last period of a range, '' for one period. */
  readonly to = input.required<string>()
  readonly chosen = input.required<readonly AnalysisIndicator[]>()
  /** Keys in the order of the form. */
  readonly chosenChange = output<readonly string[]>()

  private readonly host = viewChild.required<ElementRef<HTMLElement>>('host')
  private readonly button = viewChild.required<ElementRef<HTMLButtonElement>>('button')
  protected readonly open = signal(false)
  protected readonly search = signal('')
  protected readonly keys = computed(() => new Set(this.chosen().map(({ key }) => key)))
  protected readonly full = computed(() => this.keys().size >= LIMIT)
  protected readonly groups = computed(() => groupsOf(this.form().indicators, { search: this.search(), to: this.to() }))
  protected readonly words = computed(() => {
    const [first, ...rest] = this.chosen()
    if (!first) return '请选择'
    return rest.length === 0 ? first.name : `${first.name} 等 ${rest.length + 1} 项`
  })

  protected toggle(key: string, on: boolean): void {
    const keys = new Set(this.keys())
    if (on) keys.add(key)
    else keys.delete(key)
    if (keys.size > 0)
      this.chosenChange.emit(this.form().indicators.flatMap((each) => (keys.has(each.key) ? [each.key] : [])))
  }

  protected chooseAll(on: boolean): void {
    const found = this.groups().flatMap(({ indicators }) =>
      indicators.flatMap(({ key, reason }) => (reason === null ? [key] : [])),
    )
    const first = this.chosen()[0]
    const keys = on ? [...new Set([...this.keys(), ...found])].slice(0, LIMIT) : first ? [first.key] : []
    if (keys.length > 0) this.chosenChange.emit(keys)
  }

  protected close(focus: boolean): void {
    if (!this.open()) return
    this.open.set(false)
    this.search.set('')
    if (focus) this.button().nativeElement.focus()
  }

  protected outside(event: Event): void {
    if (!(event.target instanceof Node && this.host().nativeElement.contains(event.target))) this.close(false)
  }
}

/** Every word of the search must be in the name, key or section. */
function groupsOf(indicators: readonly AnalysisIndicator[], by: { search: string; to: string }): readonly Group[] {
  const words = by.search.toLowerCase().split(/\s+/)
  const groups = new Map<string, Group['indicators'][number][]>()
  for (const indicator of indicators) {
    const text = `${indicator.name} ${indicator.key} ${indicator.section}`.toLowerCase()
    if (!words.every((word) => text.includes(word))) continue
    const group = groups.get(indicator.section) ?? []
    group.push({ ...indicator, reason: why(indicator, by.to) })
    groups.set(indicator.section, group)
  }
  return [...groups].map(([section, found]) => ({ section, indicators: found }))
}
