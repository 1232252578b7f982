import { Component, computed, input, linkedSignal } from '@angular/core'
import type { Page, SwitchCounts, SwitchFate, SwitchUnit, VersionSwitch } from '../../../api/contract.js'
import { loaded } from '../../../api/loaded.js'
import { EmptyState } from '../../../ui/empty-state.js'
import { ErrorPanel } from '../../../ui/error-panel.js'
import { type Chip, FilterChips } from '../../../ui/filter-chips.js'
import { Loading } from '../../../ui/loading.js'
import { Pager } from '../../../ui/pager.js'
import { StateTag } from '../../../ui/state-tag.js'

const FATES: Readonly<Record<SwitchFate, string>> = {
  empty: '未填报，直接用新版',
  moves: '草稿随迁',
  keeps: '已上报，原样随迁',
  again: '已上报，须重新核对',
  locked: '已审批或加锁，保留原版',
  added: '新增应报',
}

/** What is looked for, in the order of how much it asks of somebody. */
const CHIPS: readonly (readonly [value: keyof SwitchCounts, label: string])[] = [
  ['again', '须重新核对'],
  ['removed', '有值被删除'],
  ['reread', '有值须重填'],
  ['missing', '必填未填'],
  ['failing', '审核不通过'],
  ['locked', '保留原版'],
  ['moves', '草稿随迁'],
  ['keeps', '原样随迁'],
  ['added', '新增应报'],
  ['outside', '不在新范围'],
  ['empty', '未填报'],
]

/** What a switch means, counted and unit by unit. */
@Component({
  selector: 'wt-switch-units',
  imports: [EmptyState, ErrorPanel, FilterChips, Loading, Pager, StateTag],
  templateUrl: './switch-units.html',
  styles: `
    :host {
      display: grid;
      gap: 8px;
    }
    td {
      vertical-align: top;
    }
    .unit {
      width: 20%;
    }
    .wide {
      width: 30%;
    }
    td p .sub {
      margin-left: 6px;
    }
    td p + p {
      margin-top: 2px;
    }
    del {
      color: var(--bad);
    }
  `,
})
export class SwitchUnits {
  readonly found = input.required<VersionSwitch>()
  protected readonly fates = FATES
  protected readonly size = 50
  protected readonly chips = computed<readonly Chip[]>(() => {
    const { counts } = this.found()
    return CHIPS.flatMap(([value, label]) => {
      const count = counts[value] ?? 0
      return count > 0 ? [{ value, label, count, urgent: value === 'again' || value === 'removed' }] : []
    })
  })
  protected readonly fate = linkedSignal(() => this.chips()[0]?.value ?? '')
  protected readonly page = linkedSignal({ source: () => [this.found().id, this.fate()], computation: () => 1 })
  protected readonly units = loaded(
    () => ({ id: this.found().id, fate: this.fate(), page: this.page() }),
    (api, { id, ...query }, signal) => api.get<Page<SwitchUnit>>(`/switches/${id}/units`, query, signal),
  )
}
