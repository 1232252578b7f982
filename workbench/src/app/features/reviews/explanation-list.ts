import { Component, computed, input, signal } from '@angular/core'
import { ruleName } from '@weitong/designer/template'
import { RouterLink } from '@angular/router'
import type { ExplanationRow } from '../../api/contract.js'
import { loaded } from '../../api/loaded.js'
import { TimePipe } from '../../ui/day.pipes.js'
import { EmptyState } from '../../ui/empty-state.js'
import { ErrorPanel } from '../../ui/error-panel.js'
import { Loading } from '../../ui/loading.js'
import { SearchBox } from '../../ui/search-box.js'
import { StateTag } from '../../ui/state-tag.js'

/** All explanations of one unit. */
interface UnitExplanations {
  readonly obligationId: string
  readonly name: string
  readonly state: ExplanationRow['state']
  readonly rows: readonly ExplanationRow[]
}

/** Every 核实说明 of a collection on one screen, by unit: what the rule asks, what the unit says, who and when. */
@Component({
  selector: 'wt-explanation-list',
  imports: [EmptyState, ErrorPanel, Loading, RouterLink, SearchBox, StateTag, TimePipe],
  templateUrl: './explanation-list.html',
  styleUrl: './explanation-list.css',
})
export class ExplanationList {
  protected readonly nameOf = ruleName
  readonly collectionId = input.required<string>()
  readonly organisation = input.required<string>()

  protected readonly search = signal('')
  protected readonly list = loaded(
    () => ({ id: this.collectionId(), organisation: this.organisation() }),
    (api, { id, organisation }, signal) =>
      api.get<ExplanationRow[]>(`/collections/${id}/explanations`, { organisation }, signal),
  )
  protected readonly units = computed(() => byUnit(matching(this.list.value() ?? [], this.search())))
  protected readonly shown = computed(() => this.units().reduce((sum, unit) => sum + unit.rows.length, 0))
}

function matching(rows: readonly ExplanationRow[], search: string): readonly ExplanationRow[] {
  if (search === '') return rows
  return rows.filter((row) => `${row.organisation.name} ${row.rule} ${row.message} ${row.explanation}`.includes(search))
}

function byUnit(rows: readonly ExplanationRow[]): readonly UnitExplanations[] {
  const units = new Map<string, UnitExplanations & { rows: ExplanationRow[] }>()
  for (const row of rows) {
    const unit = units.get(row.obligationId)
    if (unit) unit.rows.push(row)
    else
      units.set(row.obligationId, {
        obligationId: row.obligationId,
        name: row.organisation.name,
        state: row.state,
        rows: [row],
      })
  }
  return [...units.values()]
}
