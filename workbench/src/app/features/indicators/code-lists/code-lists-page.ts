import { Dialog } from '@angular/cdk/dialog'
import { Component, computed, inject, input } from '@angular/core'
import { Router, RouterLink } from '@angular/router'
import { firstValueFrom } from 'rxjs'
import type { CodeListSummary, CodeListVersion } from '../../../api/contract.js'
import { loaded } from '../../../api/loaded.js'
import { DayPipe, TimePipe } from '../../../ui/day.pipes.js'
import { EmptyState } from '../../../ui/empty-state.js'
import { ErrorPanel } from '../../../ui/error-panel.js'
import { Icon } from '../../../ui/icon.js'
import { Loading } from '../../../ui/loading.js'
import { NumberPipe } from '../../../ui/number.pipe.js'
import { PageHeader } from '../../../ui/page-header.js'
import { SearchBox } from '../../../ui/search-box.js'
import { NewCodeListDialog } from './new-code-list-dialog.js'

/** 代码表: every list of codes with its newest version. `?search=` filters by code and title. */
@Component({
  selector: 'wt-code-lists-page',
  imports: [DayPipe, EmptyState, ErrorPanel, Icon, Loading, NumberPipe, PageHeader, RouterLink, SearchBox, TimePipe],
  templateUrl: './code-lists-page.html',
  styleUrl: './code-lists-page.css',
})
export class CodeListsPage {
  private readonly router = inject(Router)
  private readonly dialog = inject(Dialog)

  readonly search = input<string>()
  protected readonly lists = loaded(
    () => ({}),
    (api, _params, signal) => api.get<CodeListSummary[]>('/code-lists', {}, signal),
  )
  protected readonly shown = computed(() => {
    const part = (this.search() ?? '').toLowerCase()
    return this.lists.value()?.filter(({ code, title }) => `${code} ${title}`.toLowerCase().includes(part))
  })

  protected find(search: string): void {
    void this.router.navigate([], { queryParams: { search: search || null }, replaceUrl: true })
  }

  protected async create(): Promise<void> {
    const ref = this.dialog.open<CodeListVersion>(NewCodeListDialog, {
      width: '480px',
      maxWidth: 'calc(100vw - 48px)',
      ariaLabel: '新建代码表',
      autoFocus: '#list-code',
    })
    const draft = await firstValueFrom(ref.closed)
    if (draft) await this.router.navigate(['/design/code-lists', draft.list])
  }
}
