import { Component, computed, inject, input, signal } from '@angular/core'
import { Router } from '@angular/router'
import type { AuditEntry, Page } from '../../api/contract.js'
import { loaded } from '../../api/loaded.js'
import { TimePipe } from '../../ui/day.pipes.js'
import { EmptyState } from '../../ui/empty-state.js'
import { ErrorPanel } from '../../ui/error-panel.js'
import { Loading } from '../../ui/loading.js'
import { PageHeader } from '../../ui/page-header.js'
import { Pager } from '../../ui/pager.js'
import { actInWords, ACTS, subjectInWords } from './act-words.js'

const SIZE = 50

/** 审计: the audit administrator asks who did what, when and from where. Nothing can be changed here. */
@Component({
  selector: 'wt-audit-page',
  imports: [EmptyState, ErrorPanel, Loading, PageHeader, Pager, TimePipe],
  templateUrl: './audit-page.html',
  styleUrl: './system.css',
})
export class AuditPage {
  private readonly router = inject(Router)
  readonly from = input<string>()
  readonly to = input<string>()
  readonly person = input<string>()
  readonly action = input<string>()
  readonly ip = input<string>()
  readonly page = input<string>()
  protected readonly size = SIZE
  protected readonly kinds = Object.entries(ACTS)
  protected readonly actInWords = actInWords
  protected readonly subjectInWords = subjectInWords
  protected readonly at = computed(() => Math.max(1, Number(this.page()) || 1))
  protected readonly opened = signal<string | null>(null)
  protected readonly events = loaded(
    () => ({
      from: this.from(),
      to: this.to(),
      person: this.person(),
      action: this.action(),
      ip: this.ip(),
      page: this.at(),
    }),
    (api, query, signal) => api.get<Page<AuditEntry>>('/audit-events', query, signal),
  )

  protected text(event: Event): string | null {
    const field = event.target
    return field instanceof HTMLInputElement || field instanceof HTMLSelectElement ? field.value.trim() || null : null
  }

  protected show(query: Readonly<Record<string, string | number | null>>): void {
    void this.router.navigate([], {
      queryParams: { page: null, ...query },
      queryParamsHandling: 'merge',
      replaceUrl: true,
    })
  }

  protected toggle(id: string): void {
    this.opened.update((opened) => (opened === id ? null : id))
  }

  /** What the act changed, field by field. */
  protected detail({ before, after }: AuditEntry): { readonly key: string; readonly value: string }[] {
    const lines = (side: string, values: unknown) =>
      Object.entries(values ?? {}).map(([key, value]) => ({
        key: `${side} ${key}`,
        value: typeof value === 'string' ? value : JSON.stringify(value),
      }))
    return [...lines('之前', before), ...lines('之后', after)]
  }
}
