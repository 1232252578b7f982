import { Component, inject } from '@angular/core'
import { DesignSession } from './design-session.js'

/** 问题: everything that hinders publishing; a click leads to its place. */
@Component({
  selector: 'wt-problem-panel',
  template: `
    <div class="list" [attr.aria-busy]="session.checking()">
      @for (problem of session.problems(); track $index) {
        <button type="button" class="item" (click)="session.show(problem)">
          <span class="code">{{ problem.where }}</span>
          <span>{{ problem.message }}</span>
        </button>
      } @empty {
        <p class="nothing">没有问题，可以发布。</p>
      }
    </div>
  `,
  styles: `
    .item {
      width: 100%;
      border-width: 0 0 1px;
      background: none;
      color: var(--text);
      font: inherit;
      text-align: left;
      cursor: pointer;
    }
    .item:hover {
      background: var(--ground-2);
    }
    .item:focus-visible {
      outline-offset: -2px;
    }
  `,
  styleUrl: './panels.css',
})
export class ProblemPanel {
  protected readonly session = inject(DesignSession)
}
