import { Component, input } from '@angular/core'

/** Where nothing is: says why in one line, and what to do next as content (a link, a button, a sentence). */
@Component({
  selector: 'wt-empty-state',
  template: `
    <p class="heading">{{ heading() }}</p>
    <div class="next"><ng-content /></div>
  `,
  styles: `
    :host {
      display: block;
      padding: 40px var(--gutter);
      text-align: center;
    }
    .heading {
      color: var(--text);
    }
    .next {
      margin-top: 4px;
      color: var(--text-2);
    }
  `,
})
export class EmptyState {
  readonly heading = input.required<string>()
}
