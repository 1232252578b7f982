import type { ElementRef } from '@angular/core'
import { afterNextRender, Component, DestroyRef, inject, signal, viewChild, ViewEncapsulation } from '@angular/core'
import type { SHEET_COLOURS } from '@weitong/designer/sheet'
import { DesignSession } from './design-session.js'

/** What the corners and grounds on the sheet mean. */
interface LegendEntry {
  readonly label: string
  readonly ground: string
  readonly corner: string | null
  readonly at: 'right' | 'left' | 'low'
}

/** Fetches the spreadsheet; the browser keeps it. */
export const loadSheet = () => import('@weitong/designer/sheet')

/** The sheet itself. The spreadsheet is 1.7 MB, so it comes only here, with words about how far it is. */
@Component({
  selector: 'wt-sheet-host',
  encapsulation: ViewEncapsulation.None,
  templateUrl: './sheet-host.html',
  styleUrl: './sheet-host.css',
})
export class SheetHost {
  protected readonly session = inject(DesignSession)
  private readonly holder = viewChild.required<ElementRef<HTMLElement>>('holder')
  protected readonly stage = signal<'loading' | 'drawing' | 'ready' | 'failed'>('loading')
  protected readonly legend = signal<readonly LegendEntry[]>([])
  private gone = false

  constructor() {
    afterNextRender(() => void this.start())
    inject(DestroyRef).onDestroy(() => {
      this.gone = true
      this.session.close()
    })
  }

  protected async start(): Promise<void> {
    this.stage.set('loading')
    try {
      const { createDesignSurface, SHEET_COLOURS: colours } = await loadSheet()
      if (this.gone) return
      this.stage.set('drawing')
      await new Promise((resolve) => setTimeout(resolve))
      const draft = this.session.draft()
      if (this.gone || !draft) return
      const form = { template: draft.template, readOnly: this.session.readOnly() }
      const surface = createDesignSurface(this.holder().nativeElement, form, this.session.hooks)
      await surface.drawn
      if (this.gone) return surface.dispose()
      this.session.surface.set(surface)
      this.session.settle(surface.current())
      surface.markProblems(new Set(this.session.problems().flatMap(({ cellId }) => cellId ?? [])))
      this.legend.set(legendOf(colours))
      this.stage.set('ready')
    } catch {
      this.stage.set('failed')
    }
  }
}

function legendOf(colours: typeof SHEET_COLOURS): LegendEntry[] {
  return [
    { label: '填报格', ground: colours.bound, corner: colours.boundCorner, at: 'right' },
    { label: '计算格', ground: colours.computed, corner: colours.computedCorner, at: 'right' },
    { label: '还没绑定指标或公式', ground: colours.unbound, corner: colours.unboundInk, at: 'right' },
    { label: '必填', ground: '#ffffff', corner: colours.required, at: 'left' },
    { label: '仅部分单位填报', ground: '#ffffff', corner: colours.limited, at: 'low' },
  ]
}
