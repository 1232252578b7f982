import { Component, computed, inject, input, linkedSignal } from '@angular/core'
import { Router } from '@angular/router'
import type { TemplateChange } from '@weitong/designer/template'
import { wordChanges } from '@weitong/designer/template'
import type { ComparedState, FormSummary, VersionDifference } from '../../../api/contract.js'
import { loaded } from '../../../api/loaded.js'
import { timeLabel } from '../../../ui/days.js'
import { EmptyState } from '../../../ui/empty-state.js'
import { ErrorPanel } from '../../../ui/error-panel.js'
import { Icon } from '../../../ui/icon.js'
import { Loading } from '../../../ui/loading.js'
import { PageHeader } from '../../../ui/page-header.js'
import { VERSION_STATES, versionTitle } from '../../../parts/version-state.js'
import { ChangeList } from './change-list.js'
import { changeTone, type ChangeTone } from './change-words.js'
import { TemplateSheet } from './template-sheet.js'

type End = 'before' | 'after'

/** A state one may choose to compare: `v12`, `h55`. */
interface Choice {
  readonly name: string
  readonly label: string
}

/** 版本差异: what differs between two states of a form, as a list and on both sheets. `?before=v12&after=v15`. */
@Component({
  selector: 'wt-compare-page',
  imports: [ChangeList, EmptyState, ErrorPanel, Icon, Loading, PageHeader, TemplateSheet],
  templateUrl: './compare-page.html',
  styleUrl: './compare-page.css',
})
export class ComparePage {
  private readonly router = inject(Router)

  readonly before = input<string>()
  readonly after = input<string>()

  protected readonly difference = loaded(
    () => {
      const [before, after] = [this.before(), this.after()]
      return before && after ? { before, after } : undefined
    },
    (api, query, signal) => api.get<VersionDifference>('/form-differences', query, signal),
  )
  private readonly forms = loaded(
    () => ({}),
    (api, _params, signal) => api.get<FormSummary[]>('/forms', {}, signal),
  )
  protected readonly ends: readonly End[] = ['before', 'after']
  protected readonly current = linkedSignal<TemplateChange | null>(() => {
    const changes = this.difference.value()?.changes ?? []
    return changes.find(({ cells }) => cells.before !== null || cells.after !== null) ?? null
  })
  protected readonly summary = computed(() => wordChanges(this.difference.value()?.changes ?? []))
  protected readonly marks = computed<Readonly<Record<End, ReadonlyMap<string, ChangeTone>>>>(() => {
    const changes = this.difference.value()?.changes ?? []
    return { before: marksOf(changes, 'before'), after: marksOf(changes, 'after') }
  })
  /** All versions of the form, and the state in view where it is an entry of a history. */
  protected readonly choices = computed(() => {
    const found = this.difference.value()
    const form = this.forms.value()?.find(({ code }) => code === found?.after.formCode)
    const versions = (form?.versions ?? []).map((version) => ({
      name: `v${version.id}`,
      label: `${versionTitle(version)}（${VERSION_STATES[version.state]}）`,
    }))
    return (end: End): readonly Choice[] => {
      const own = found && choiceOf(found[end])
      return own && !versions.some(({ name }) => name === own.name) ? [own, ...versions] : versions
    }
  })

  protected nameOf(end: End): string | undefined {
    return end === 'before' ? this.before() : this.after()
  }

  protected choose(end: End, event: Event): void {
    const { value } = event.target as HTMLSelectElement
    void this.router.navigate([], { queryParams: { [end]: value }, queryParamsHandling: 'merge' })
  }

  protected swap(): void {
    const queryParams = { before: this.after(), after: this.before() }
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge' })
  }
}

function choiceOf({ versionId, number, edition, state, entry }: ComparedState): Choice {
  const title = versionTitle({ number, edition })
  if (!entry) return { name: `v${versionId}`, label: `${title}（${VERSION_STATES[state]}）` }
  return { name: `h${entry.id}`, label: `${title} ${timeLabel(entry.savedAt)} ${entry.savedBy}` }
}

/** What stands out more wins where a cell has changed in several ways. */
function marksOf(changes: readonly TemplateChange[], end: End): ReadonlyMap<string, ChangeTone> {
  const marks = new Map<string, ChangeTone>()
  for (const change of changes) {
    const cell = change.cells[end]
    const isAboutCell = /^(cell|formula|text|row|column)-/.test(change.kind)
    if (cell !== null && isAboutCell && !['added', 'removed'].includes(marks.get(cell) ?? '')) {
      marks.set(cell, changeTone(change))
    }
  }
  return marks
}
