import { Component, input, linkedSignal, output } from '@angular/core'
import type { OrganisationNode } from '../api/contract.js'
import { loaded } from '../api/loaded.js'

/** A level of the tree of organisations with boxes to tick; a place that is ticked stands for everybody below it. */
@Component({
  selector: 'wt-unit-tree',
  template: `
    @if (nodes.failure(); as message) {
      <p class="failure" role="alert">{{ message }}</p>
    }
    <ul role="group">
      @for (node of nodes.value() ?? []; track node.id) {
        <li>
          <span class="line">
            @if (node.hasChildren) {
              <button
                type="button"
                class="open"
                [attr.aria-expanded]="opened().has(node.id)"
                [attr.aria-label]="(opened().has(node.id) ? '收起' : '展开') + node.name"
                (click)="toggle(node.id)"
              >
                {{ opened().has(node.id) ? '▾' : '▸' }}
              </button>
            } @else {
              <span class="open"></span>
            }
            <label>
              <input
                type="checkbox"
                [checked]="covered() || chosen().has(node.id)"
                [disabled]="covered()"
                (change)="picked.emit(node)"
              />
              {{ node.name }}
            </label>
          </span>
          @if (opened().has(node.id)) {
            <wt-unit-tree
              [parent]="node.id"
              [chosen]="chosen()"
              [covered]="covered() || chosen().has(node.id)"
              (picked)="picked.emit($event)"
            />
          }
        </li>
      } @empty {
        @if (nodes.loading()) {
          <li class="muted">正在加载…</li>
        }
      }
    </ul>
  `,
  styles: `
    ul {
      display: grid;
      gap: 2px;
    }
    :host wt-unit-tree {
      display: block;
      padding-left: 22px;
    }
    .line {
      display: flex;
      align-items: center;
    }
    .open {
      flex: none;
      width: 22px;
      padding: 0;
      border: 0;
      background: none;
      color: var(--text-2);
      font: inherit;
      cursor: pointer;
    }
    .failure {
      color: var(--bad);
    }
  `,
})
export class UnitTree {
  /** Id of the place whose children are shown; null: the tops of one's own subtrees. */
  readonly parent = input<string | null>(null)
  /** Ids of places and units that are ticked. */
  readonly chosen = input.required<ReadonlySet<string>>()
  /** A place above is ticked. */
  readonly covered = input(false)
  readonly picked = output<OrganisationNode>()

  protected readonly nodes = loaded(
    () => ({ parent: this.parent() }),
    (api, query, signal) => api.get<OrganisationNode[]>('/organisations', query, signal),
  )

  /** A top that stands alone says nothing until it is open. */
  protected readonly opened = linkedSignal<ReadonlySet<string>>(() => {
    const nodes = this.nodes.value() ?? []
    return new Set(this.parent() === null && nodes.length === 1 ? nodes.map(({ id }) => id) : [])
  })

  protected toggle(id: string): void {
    this.opened.update((opened) => {
      const next = new Set(opened)
      if (!next.delete(id)) next.add(id)
      return next
    })
  }
}
