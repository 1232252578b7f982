import { Component, computed, input, output } from '@angular/core'
import { RouterLink } from '@angular/router'
import type { AggregateReply, AggregateRow } from '../../api/contract.js'
import { NumberPipe } from '../../ui/number.pipe.js'

interface Column {
  /** `due`, `included` or the key of an indicator. */
  readonly id: string
  readonly title: string
  readonly unit: string
  readonly decimals: number | null
  readonly value: (row: AggregateRow) => string | number | null
}

/** The numbers: total first, then one row per part. A row leads down a level, and at the end to the report. */
@Component({
  selector: 'wt-aggregate-table',
  imports: [NumberPipe, RouterLink],
  templateUrl: './aggregate-table.html',
  styleUrl: './aggregate-table.css',
})
export class AggregateTable {
  readonly table = input.required<AggregateReply>()
  /** Id of a column, with `-` before it for the largest first; '' is the order of the codes. */
  readonly sort = input.required<string>()
  /** Position of the indicator that the charts show, -1 for none. */
  readonly shown = input.required<number>()
  readonly sortChange = output<string | null>()
  readonly pick = output<AggregateRow>()

  protected readonly columns = computed<readonly Column[]>(() => [
    { id: 'due', title: '应报', unit: '份', decimals: 0, value: ({ due }) => due },
    { id: 'included', title: '纳入', unit: '份', decimals: 0, value: ({ included }) => included },
    ...this.table().indicators.map(({ key, name, unit, decimals }, at) => ({
      id: key,
      title: name,
      unit,
      decimals,
      value: ({ values }: AggregateRow) => values[at] ?? null,
    })),
  ])
  protected readonly rows = computed(() => {
    const { rows } = this.table()
    const largestFirst = this.sort().startsWith('-')
    const column = this.columns().find(({ id }) => id === this.sort().replace('-', ''))
    if (!column) return rows
    const rank = (row: AggregateRow) => {
      const value = column.value(row)
      return value === null ? -Infinity : Number(value)
    }
    return [...rows].sort((a, b) => (largestFirst ? rank(b) - rank(a) : rank(a) - rank(b)) || 0)
  })
  protected readonly partsAreUnits = computed(() => this.table().rows.every(({ drillable }) => !drillable))

  protected direction(id: string): 'ascending' | 'descending' | null {
    return this.sort() === id ? 'ascending' : this.sort() === `-${id}` ? 'descending' : null
  }

  /** Largest first, then smallest first, then the order of the codes again. */
  protected turn(id: string): void {
    const direction = this.direction(id)
    this.sortChange.emit(direction === null ? `-${id}` : direction === 'descending' ? id : null)
  }

  /** A click beside the link is the link's. */
  protected rowClicked(event: Event, row: AggregateRow): void {
    const onLink = event.target instanceof Element && event.target.closest('a') !== null
    if (!onLink) this.pick.emit(row)
  }
}
