import type { ElementRef } from '@angular/core'
import {
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  viewChild,
  viewChildren,
} from '@angular/core'
import { Router, RouterLink } from '@angular/router'
import type { ReviewList as ReviewListReply, ReviewRow } from '../../api/contract.js'
import { loaded } from '../../api/loaded.js'
import { TimePipe } from '../../ui/day.pipes.js'
import { EmptyState } from '../../ui/empty-state.js'
import { ErrorPanel } from '../../ui/error-panel.js'
import { FilterChips } from '../../ui/filter-chips.js'
import { Loading } from '../../ui/loading.js'
import { Notices } from '../../ui/notices.js'
import { Pager } from '../../ui/pager.js'
import { SearchBox } from '../../ui/search-box.js'
import { SortHeader } from '../../ui/sort-header.js'
import { StateTag } from '../../ui/state-tag.js'
import { keyAct } from './key-act.js'
import type { PassOutcome } from './review-acts.js'
import { ReviewActs } from './review-acts.js'
import { chipsOf, statusOf } from './review-status.js'
import { reviewedRegion } from './reviewed-region.js'

const SIZE = 200

/** The reports of one collection: filters with counts, one row per unit, passing and returning by mouse or keyboard. */
@Component({
  selector: 'wt-review-list',
  imports: [EmptyState, ErrorPanel, FilterChips, Loading, Pager, RouterLink, SearchBox, SortHeader, StateTag, TimePipe],
  templateUrl: './review-list.html',
  styleUrl: './review-list.css',
  host: { '(document:keydown)': 'key($event)' },
})
export class ReviewList {
  private readonly acts = inject(ReviewActs)
  private readonly notices = inject(Notices)
  private readonly router = inject(Router)
  private readonly region = reviewedRegion()
  private readonly lines = viewChildren<ElementRef<HTMLTableRowElement>>('line')
  private readonly searchBox = viewChild.required(SearchBox)

  readonly collectionId = input.required<string>()
  readonly organisation = input.required<string>()
  readonly status = input.required<string>()
  readonly search = input.required<string>()
  readonly sort = input.required<string>()
  readonly page = input.required<string>()
  /** Query parameters to change; null takes one out. */
  readonly go = output<Readonly<Record<string, string | null>>>()

  protected readonly size = SIZE
  protected readonly shownStatus = computed(() => statusOf(this.status()))
  protected readonly shownPage = computed(() => Math.max(1, Number(this.page()) || 1))
  protected readonly list = loaded(
    () => ({
      id: this.collectionId(),
      query: {
        organisation: this.organisation(),
        status: this.shownStatus(),
        search: this.search(),
        sort: this.sort(),
        page: this.shownPage(),
        size: SIZE,
      },
    }),
    (api, { id, query }, signal) => api.get<ReviewListReply>(`/collections/${id}/obligations`, query, signal),
  )
  protected readonly rows = computed(() => this.list.value()?.rows ?? [])
  protected readonly chips = computed(() => chipsOf(this.list.value()?.counts))
  /** Not shown to a county, nor to a city without counties, where it would say nothing. */
  protected readonly showRegion = computed(
    () =>
      ['province', 'city'].includes(this.region()?.level ?? '') && this.rows().some((row) => this.regionOf(row) !== ''),
  )

  /** Ids ticked; a new list forgets those it does not show as waiting. */
  protected readonly ticked = linkedSignal<readonly ReviewRow[], ReadonlySet<string>>({
    source: this.rows,
    computation: (rows, before) =>
      new Set(
        rows.filter((row) => row.waitsForMe && before?.value.has(row.obligationId)).map((row) => row.obligationId),
      ),
  })
  protected readonly waiting = computed(() => this.rows().filter((row) => row.waitsForMe))
  protected readonly allTicked = computed(
    () => this.waiting().length > 0 && this.ticked().size === this.waiting().length,
  )
  protected readonly at = linkedSignal<readonly ReviewRow[], number>({
    source: this.rows,
    computation: (rows, before) => Math.min(before?.value ?? 0, Math.max(0, rows.length - 1)),
  })
  protected readonly outcome = signal<PassOutcome | null>(null)

  /** As much of the region as is not one's own: city and county for the province, county for a city. */
  protected regionOf(row: ReviewRow): string {
    if (this.region()?.level === 'city' || row.city === row.county) return row.county
    return `${row.city} ${row.county}`.trim()
  }

  protected sortBy(sort: string): void {
    this.go.emit({ sort: sort === 'division' ? null : sort, page: null })
  }

  protected tick(row: ReviewRow): void {
    if (!row.waitsForMe) return
    this.ticked.update((ticked) => {
      const next = new Set(ticked)
      if (!next.delete(row.obligationId)) next.add(row.obligationId)
      return next
    })
  }

  protected tickAll(): void {
    this.ticked.set(this.allTicked() ? new Set() : new Set(this.waiting().map((row) => row.obligationId)))
  }

  protected async passTicked(): Promise<void> {
    await this.pass(this.rows().filter((row) => this.ticked().has(row.obligationId)))
  }

  protected async pass(rows: readonly ReviewRow[]): Promise<void> {
    const outcome = await this.acts.pass(rows, this.region()?.level === 'province')
    if (!outcome) return
    if (outcome.passed > 0) this.notices.good(`已通过 ${outcome.passed} 家。`)
    this.outcome.set(outcome.failed.length > 0 ? outcome : null)
    this.list.reload()
  }

  protected async return(row: ReviewRow): Promise<void> {
    if (!(await this.acts.return(row))) return
    this.notices.good(`已退回「${row.organisation.name}」。`)
    this.list.reload()
  }

  /** A click anywhere on a row opens it, but not on its controls, nor at the end of marking text. */
  protected clicked(event: MouseEvent, row: ReviewRow): void {
    const onControl = event.target instanceof Element && event.target.closest('a, button, input') !== null
    if (!onControl && getSelection()?.isCollapsed !== false) this.open(row)
  }

  protected open(row: ReviewRow): void {
    void this.router.navigate(['/fill', row.obligationId], { queryParams: { from: 'review' } })
  }

  protected key(event: KeyboardEvent): void {
    const act = keyAct(event)
    if (act === null) return
    if (act === 'search') this.searchBox().focus()
    else if (act === 'next' || act === 'previous') this.move(act === 'next' ? 1 : -1)
    else if (!this.onCurrent(act)) return
    event.preventDefault()
  }

  private onCurrent(act: 'open' | 'tick' | 'pass' | 'return'): boolean {
    const row = this.rows()[this.at()]
    if (!row || (act !== 'open' && !row.waitsForMe)) return false
    if (act === 'open') this.open(row)
    if (act === 'tick') this.tick(row)
    if (act === 'pass') void this.pass([row])
    if (act === 'return') void this.return(row)
    return true
  }

  private move(step: number): void {
    const lines = this.lines()
    const inside = lines.some((line) => line.nativeElement === document.activeElement)
    const next = inside ? Math.min(Math.max(this.at() + step, 0), lines.length - 1) : this.at()
    this.at.set(next)
    lines[next]?.nativeElement.focus()
  }
}
