import { Component, computed, input } from '@angular/core'

/** Grey lines while something loads; appears after a fifth of a second so that quick answers do not flicker. */
@Component({
  selector: 'wt-loading',
  template: `
    <p class="unseen" role="status">{{ label() }}</p>
    @for (line of rows(); track line) {
      <div class="line" [style.width.%]="line"></div>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 16px;
      padding: 16px 0;
      animation: appear 0.2s 0.2s both;
    }
    .line {
      height: 16px;
      border-radius: var(--radius);
      background: var(--ground-3);
    }
    @keyframes appear {
      from {
        opacity: 0;
      }
    }
  `,
})
export class Loading {
  readonly lines = input(6)
  readonly label = input('正在加载…')
  protected readonly rows = computed(() => Array.from({ length: this.lines() }, (_, index) => 96 - ((index * 17) % 40)))
}
