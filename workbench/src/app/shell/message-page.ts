import { Component, input } from '@angular/core'

/** A whole page that says one thing: a heading, a sentence, and what to do next as content. */
@Component({
  selector: 'wt-message-page',
  template: `
    <section>
      <p class="code">{{ code() }}</p>
      <h1>{{ heading() }}</h1>
      <p class="sentence">{{ sentence() }}</p>
      <p class="next"><ng-content /></p>
    </section>
  `,
  styles: `
    section {
      max-width: 560px;
      margin: 0 auto;
      padding: 96px var(--gutter);
    }
    .code {
      color: var(--text-3);
      font-size: var(--size-small);
    }
    .sentence {
      margin: 8px 0 24px;
      color: var(--text-2);
    }
    .next {
      display: flex;
      gap: 8px;
    }
  `,
})
export class MessagePage {
  readonly code = input.required<string>()
  readonly heading = input.required<string>()
  readonly sentence = input.required<string>()
}
