import { Component, input } from '@angular/core'
import { RouterLink } from '@angular/router'
import { Icon } from './icon.js'

/** Head of a page: way back, title, one line about it, buttons at the right (`<… actions>`). */
@Component({
  selector: 'wt-page-header',
  imports: [Icon, RouterLink],
  template: `
    <div class="words">
      @if (back(); as target) {
        <a class="back" [routerLink]="target.path"><wt-icon name="left" />{{ target.title }}</a>
      }
      <h1>{{ heading() }}</h1>
      @if (note()) {
        <p class="note">{{ note() }}</p>
      }
      <ng-content />
    </div>
    <div class="actions"><ng-content select="[actions]" /></div>
  `,
  styles: `
    :host {
      display: flex;
      align-items: flex-end;
      gap: 24px;
      padding: 20px var(--gutter) 16px;
    }
    .words {
      flex: 1;
      min-width: 0;
    }
    .back {
      display: inline-flex;
      align-items: center;
      margin: 0 0 4px -5px;
      color: var(--text-2);
    }
    .note {
      margin-top: 2px;
      color: var(--text-2);
    }
    .actions {
      display: flex;
      flex: none;
      gap: 8px;
    }
    @media (max-width: 640px) {
      :host {
        flex-wrap: wrap;
        gap: 8px;
      }
      .words {
        flex-basis: 100%;
      }
      .actions {
        flex-wrap: wrap;
      }
    }
    @media print {
      .back,
      .actions {
        display: none;
      }
    }
  `,
})
export class PageHeader {
  readonly heading = input.required<string>()
  readonly note = input<string>()
  readonly back = input<{ readonly path: string; readonly title: string }>()
}
