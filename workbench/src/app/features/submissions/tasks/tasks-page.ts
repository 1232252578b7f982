import { NgTemplateOutlet } from '@angular/common'
import { Component, computed, inject, input } from '@angular/core'
import { Router, RouterLink } from '@angular/router'
import type { FillTask } from '../../../api/contract.js'
import { loaded } from '../../../api/loaded.js'
import { SessionStore } from '../../../api/session-store.js'
import { TimePipe } from '../../../ui/day.pipes.js'
import { DueLabel } from '../../../ui/due-label.js'
import { EmptyState } from '../../../ui/empty-state.js'
import { ErrorPanel } from '../../../ui/error-panel.js'
import { type Chip, FilterChips } from '../../../ui/filter-chips.js'
import { KindMark } from '../../../ui/kind-mark.js'
import { Loading } from '../../../ui/loading.js'
import { PageHeader } from '../../../ui/page-header.js'
import { StateTag } from '../../../ui/state-tag.js'
import { ReportGateway } from '../report/report-gateway.js'
import { groupTasks, isOpen, isSubmitted } from './task-groups.js'

type Filter = 'open' | 'done' | 'all'

const SHOWN: Readonly<Record<Filter, (task: FillTask) => boolean>> = {
  open: isOpen,
  done: isSubmitted,
  all: () => true,
}

const NEXT: Readonly<Partial<Record<FillTask['state'], string>>> = {
  empty: '开始填报',
  draft: '继续填报',
  checked: '去上报',
  returned: '去修改',
}

/** `/fill`: what I owe, one block for each 报送任务; who reports for several units sees them listed in it. */
@Component({
  selector: 'wt-tasks-page',
  imports: [
    DueLabel,
    EmptyState,
    ErrorPanel,
    FilterChips,
    KindMark,
    Loading,
    NgTemplateOutlet,
    PageHeader,
    RouterLink,
    StateTag,
    TimePipe,
  ],
  templateUrl: './tasks-page.html',
  styleUrl: './tasks-page.css',
})
export class TasksPage {
  private readonly gateway = inject(ReportGateway)
  private readonly router = inject(Router)
  private readonly session = inject(SessionStore)
  /** `open`, `done` or `all`; part of the address. */
  readonly show = input<string>()

  protected readonly tasks = loaded(
    () => ({}),
    (_api, _params, signal) => this.gateway.tasks(signal),
  )
  protected readonly filter = computed<Filter>(() => {
    const asked = this.show()
    return asked === 'done' || asked === 'all' ? asked : 'open'
  })
  protected readonly chips = computed<readonly Chip<Filter>[]>(() => {
    const tasks = this.tasks.value() ?? []
    const open = tasks.filter(isOpen).length
    return [
      { value: 'open', label: '待填报', count: open, urgent: true },
      { value: 'done', label: '已上报', count: tasks.filter(isSubmitted).length },
      { value: 'all', label: '全部', count: tasks.length },
    ]
  })
  protected readonly groups = computed(() => {
    const filter = this.filter()
    return groupTasks(this.tasks.value() ?? []).flatMap((group) => {
      const tasks = group.tasks.filter(SHOWN[filter])
      return tasks.length > 0 ? [{ group, tasks }] : []
    })
  })

  /** Reports that stand alone in their collection, one line each. */
  protected readonly singles = computed(() =>
    this.groups().flatMap(({ group, tasks }) => (group.tasks.length === 1 ? tasks : [])),
  )
  /** Collections with a report for each of several units. */
  protected readonly several = computed(() => this.groups().filter(({ group }) => group.tasks.length > 1))
  protected readonly ownId = computed(() => this.session.organisation()?.id)

  protected next(task: FillTask): string {
    return isOpen(task) ? (NEXT[task.state] ?? '查看') : '查看'
  }

  protected isOpen = isOpen

  protected isSubmitted = isSubmitted

  protected setFilter(value: string): void {
    void this.router.navigate([], { queryParams: { show: value === 'open' ? null : value }, replaceUrl: true })
  }
}
