import { Component, computed, inject, input, output, resource } from '@angular/core'
import { barOption, barRows, BARS, colourClasses, mapOption, NO_DATA_COLOUR } from '@weitong/reports/chart'
import { messageOf } from '../../api/api-failure.js'
import type { AggregateReply, AggregateRow } from '../../api/contract.js'
import { MapFiles } from '../../api/map-file.js'
import { ErrorPanel } from '../../ui/error-panel.js'
import { Chart, type Picked } from './chart.js'

const MAP = 'hubei'
const BAR_PX = 20

/** One indicator as a map (where the parts are cities) and as bars, largest first. A click leads where the row leads. */
@Component({
  selector: 'wt-aggregate-charts',
  imports: [Chart, ErrorPanel],
  templateUrl: './aggregate-charts.html',
  styleUrl: './aggregate-charts.css',
})
export class AggregateCharts {
  private readonly maps = inject(MapFiles)

  readonly table = input.required<AggregateReply>()
  readonly at = input.required<number>()
  /** Key of the indicator to show instead. */
  readonly atChange = output<string>()
  readonly pick = output<AggregateRow>()

  protected readonly noData = NO_DATA_COLOUR
  protected readonly most = BARS
  protected readonly indicator = computed(() => this.table().indicators[this.at()])
  protected readonly byCity = computed(() => this.table().organisation.level === 'province')
  protected readonly map = resource({
    params: () => (this.byCity() ? MAP : undefined),
    loader: async ({ params: name }) => ({ name, file: await this.maps.load(name) }),
  })
  protected readonly mapFailure = computed(() =>
    this.map.status() === 'error' ? `地图没能加载：${messageOf(this.map.error())}` : null,
  )
  protected readonly classes = computed(() => colourClasses(this.table(), this.at()))
  protected readonly someWithout = computed(() =>
    this.table().rows.some(({ values }) => (values[this.at()] ?? null) === null),
  )
  protected readonly mapOption = computed(() => mapOption(this.table(), { map: MAP, at: this.at() }))
  protected readonly bars = computed(() => barRows(this.table(), this.at()))
  protected readonly barOption = computed(() => barOption(this.table(), this.at()))
  protected readonly barHeight = computed(() => this.bars().length * BAR_PX + 12)

  protected choose(event: Event): void {
    if (event.target instanceof HTMLSelectElement) this.atChange.emit(event.target.value)
  }

  protected picked(code: string): void {
    const row = this.table().rows.find((each) => each.code === code)
    if (row) this.pick.emit(row)
  }

  protected pickedBar({ dataIndex }: Picked): void {
    const line = this.bars()[dataIndex]?.line
    const row = this.table().rows.find((each) => each === line)
    if (row) this.pick.emit(row)
  }
}
