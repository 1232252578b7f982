import { Component } from '@angular/core'
import { CellPanel } from '../panel/cell-panel.js'
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
export class PreviewSheet {}
