import { Component, computed, effect, input, linkedSignal, output, signal, untracked } from '@angular/core'
import type { CodeItem, CodeItemProblem } from '@weitong/designer/indicator'
import { pinyinInitials } from '../../../parts/pinyin-initials.js'
import { EmptyState } from '../../../ui/empty-state.js'
import { Icon } from '../../../ui/icon.js'
import { SearchBox } from '../../../ui/search-box.js'
import { treeRows } from './tree.js'

/** A list longer than this begins with its levels closed. */
const OPEN_UP_TO = 300
/** Rows drawn at once; more are found by searching. */
const DRAWN = 1000

/** The codes of a version as a tree; of a draft with the row in hand as fields. Changes go out as the whole new list. */
@Component({
  selector: 'wt-code-tree',
  imports: [EmptyState, Icon, SearchBox],
  templateUrl: './code-tree.html',
  styleUrl: './code-tree.css',
})
export class CodeTree {
  readonly items = input.required<readonly CodeItem[]>()
  readonly editable = input(false)
  readonly problems = input<readonly CodeItemProblem[]>([])
  /** Changes when another version is shown. */
  readonly version = input.required<string>()
  readonly itemsChange = output<readonly CodeItem[]>()

  protected readonly search = signal('')
  /** Position of the row whose fields are open: none once the draft is published. */
  protected readonly inHand = linkedSignal<string, number | null>({
    source: () => `${this.version()} ${this.editable()}`,
    computation: () => null,
  })
  protected readonly closed = linkedSignal<string, ReadonlySet<string>>({
    source: this.version,
    computation: () =>
      new Set(this.items().length > OPEN_UP_TO ? this.items().flatMap(({ parent }) => parent ?? []) : []),
  })
  /** What the row in hand was when it was taken up: until it is put down it stays where it is. */
  private readonly held = linkedSignal<number | null, CodeItem | undefined>({
    source: this.inHand,
    computation: (at) => (at === null ? undefined : untracked(this.items)[at]),
  })
  private readonly standing = computed(() => {
    const [at, held, items] = [this.inHand(), this.held(), this.items()]
    const now = at === null ? undefined : items[at]
    if (!held || !now) return items
    return items.map((item, each) => {
      if (each === at) return { ...item, code: held.code, parent: held.parent }
      return item.parent === now.code && now.code !== held.code ? { ...item, parent: held.code } : item
    })
  })
  private readonly rows = computed(() => {
    const text = this.search().trim().toLowerCase()
    return treeRows(this.standing(), this.closed(), text === '' ? null : (item) => matches(item, text))
  })
  protected readonly drawn = computed(() => this.rows().slice(0, DRAWN))
  protected readonly more = computed(() => this.rows().length - this.drawn().length)
  protected readonly problemsAt = computed(() => {
    const at = new Map<number, string[]>()
    for (const { row, message } of this.problems()) at.set(row, [...(at.get(row) ?? []), message])
    return at
  })

  constructor() {
    effect(() => {
      if (this.inHand() !== null) setTimeout(() => document.getElementById('code-in-hand')?.focus())
    })
  }

  protected toggle(code: string): void {
    this.closed.update((closed) => {
      const next = new Set(closed)
      if (!next.delete(code)) next.add(code)
      return next
    })
  }

  protected set(at: number, field: keyof CodeItem, event: Event): void {
    const value = (event.target as HTMLInputElement).value.trim()
    const before = this.items()[at]
    if (!before) return
    const after = { ...before, [field]: field === 'parent' && value === '' ? null : value }
    // Children follow a code that is changed.
    const follow =
      field === 'code' && before.code !== '' && this.items().filter(({ code }) => code === before.code).length === 1
    this.itemsChange.emit(
      this.items().map((item, each) => {
        if (each === at) return after
        return follow && item.parent === before.code ? { ...item, parent: after.code } : item
      }),
    )
  }

  /** A new code after the last of its level. */
  protected add(parent: string | null): void {
    this.search.set('')
    const items = this.items()
    if (parent !== null) this.closed.update((closed) => new Set([...closed].filter((code) => code !== parent)))
    this.itemsChange.emit([...items, { code: '', name: '', parent }])
    this.inHand.set(items.length)
  }

  protected remove(at: number): void {
    const gone = this.items()[at]
    this.inHand.set(null)
    this.itemsChange.emit(
      this.items()
        .filter((_, each) => each !== at)
        .map((item) => (gone && item.parent === gone.code ? { ...item, parent: gone.parent } : item)),
    )
  }

  /** Changes places with the neighbour of the same level. */
  protected move(at: number, step: 1 | -1): void {
    const items = [...this.items()]
    const item = items[at]
    let other = at + step
    while (items[other] && items[other]?.parent !== item?.parent) other += step
    const neighbour = items[other]
    if (!item || !neighbour) return
    items[at] = neighbour
    items[other] = item
    this.itemsChange.emit(items)
    this.inHand.set(other)
  }
}

function matches({ code, name }: CodeItem, text: string): boolean {
  return (
    code.toLowerCase().startsWith(text) ||
    name.toLowerCase().includes(text) ||
    (/^[a-z]+$/.test(text) && pinyinInitials(name).toLowerCase().includes(text))
  )
}
