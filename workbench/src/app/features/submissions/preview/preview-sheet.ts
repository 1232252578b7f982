import { afterNextRender, Component, inject, viewChild } from '@angular/core'
import { CellPanel } from '../panel/cell-panel.js'
import { OpenReport } from '../report/open-report.js'
import { Sheet } from '../sheet/sheet.js'

/** The sheet of the filling page and what it says about the cell in focus, without its acts. */
@Component({
  selector: 'wt-preview-sheet',
  imports: [CellPanel, Sheet],
  template: `
    <div class="scroll" tabindex="-1"><wt-sheet /></div>
    <div class="about"><wt-cell-panel /></div>
  `,
  styles: `
    :host {
      display: grid;
      grid-template-rows: minmax(0, 1fr) auto;
    }
    .scroll {
      overflow: auto;
    }
    .about {
      max-height: 160px;
      overflow-y: auto;
      border-top: 1px solid var(--line);
    }
  `,
})
export class PreviewSheet {
  private readonly sheet = viewChild.required(Sheet)

  constructor() {
    const { cells } = inject(OpenReport)
    // The keyboard reaches the sheet through its cell in focus; which of the panes has it is for the person to say.
    afterNextRender(() => {
      const first = cells.firstToFill() ?? cells.all[0]
      if (first) this.sheet().goTo(first, { focus: false })
    })
  }
}
