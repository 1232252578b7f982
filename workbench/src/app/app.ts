import { Component } from '@angular/core'
import { RouterOutlet } from '@angular/router'

/** The root: nothing but the outlet. The frame belongs to the signed-in routes, see `shell/frame.ts`. */
@Component({
  selector: 'wt-root',
  imports: [RouterOutlet],
  template: '<router-outlet />',
})
export class App {}
