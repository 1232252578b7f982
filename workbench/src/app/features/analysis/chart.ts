import type { ElementRef } from '@angular/core'
import { afterNextRender, Component, DestroyRef, effect, inject, input, output, signal, viewChild } from '@angular/core'
import type { EChartsCoreOption, EChartsType } from 'echarts/core'

/** What was clicked: the name the series gives it, and its position in the data. */
export interface Picked {
  readonly name: string
  readonly dataIndex: number
}

/** One ECharts drawing that follows its option and its size. What it shows must be in a table too: it is only a picture. */
@Component({
  selector: 'wt-chart',
  template: `<div #box class="box" role="img" [attr.aria-label]="label()"></div>`,
  styles: `
    :host,
    .box {
      display: block;
      width: 100%;
      height: 100%;
    }
  `,
})
export class Chart {
  readonly option = input.required<EChartsCoreOption>()
  readonly label = input.required<string>()
  /** A base map the option names; registered before drawing. */
  readonly map = input<{ readonly name: string; readonly file: object }>()
  readonly pick = output<Picked>()

  private readonly box = viewChild.required<ElementRef<HTMLElement>>('box')
  private readonly drawing = signal<EChartsType | undefined>(undefined)
  private readonly ended = inject(DestroyRef)

  constructor() {
    afterNextRender(() => void this.begin())
    effect(() => this.drawing()?.setOption(this.option(), { notMerge: true }))
  }

  private async begin(): Promise<void> {
    const { init, registerMap } = await import('./echarts.js')
    if (this.ended.destroyed) return
    const map = this.map()
    if (map) registerMap(map.name, map.file as Parameters<typeof registerMap>[1])
    const drawing = init(this.box().nativeElement)
    drawing.on('click', ({ name, dataIndex }) => this.pick.emit({ name, dataIndex }))
    // In the next frame: a size changed while sizes are reported would be reported as an error.
    const observer = new ResizeObserver(() => requestAnimationFrame(() => !drawing.isDisposed() && drawing.resize()))
    observer.observe(this.box().nativeElement)
    this.ended.onDestroy(() => {
      observer.disconnect()
      drawing.dispose()
    })
    this.drawing.set(drawing)
  }
}
