import { Component, inject } from '@angular/core'
import { TimePipe } from '../../../ui/day.pipes.js'
import { CheckRevising } from './check-revising.js'

/** Above the rules of a published version: which open tasks follow them, what is about to change, what was changed before. */
@Component({
  selector: 'wt-revision-bar',
  imports: [TimePipe],
  template: `
    @if (revising.checks(); as checks) {
      <div class="block">
        <p class="hint">
          @if (checks.collections.length) {
            这一版正用于 {{ tasks() }}。审核规则、阈值和指标解释可以调整，写明原因后立即生效；表样不变。
          } @else {
            这一版没有进行中的报送任务。现在调整的规则，用于以后开启的任务。
          }
        </p>
        @if (revising.recheck(); as job) {
          <p class="line" role="status">
            <progress max="100" [value]="job.progress" aria-label="重新审核进度"></progress>
            {{ job.message }}
          </p>
        }
        @if (revising.words().length) {
          <div class="pending">
            <p>
              <strong>{{ revising.words().length }} 处调整尚未生效</strong>
            </p>
            <ul>
              @for (change of revising.words(); track $index) {
                <li>{{ change.words }}</li>
              }
            </ul>
            <p class="buttons">
              <button type="button" class="btn btn-small" (click)="revising.discard()">放弃</button>
              <button type="button" class="btn btn-small btn-main" (click)="revising.apply()">写明原因并生效…</button>
            </p>
          </div>
        }
        @if (checks.revisions.length) {
          <details>
            <summary>调整记录（{{ checks.revisions.length }}）</summary>
            @for (revision of checks.revisions; track revision.number) {
              <div class="past">
                <p class="muted">第 {{ revision.number }} 次 · {{ revision.by }} · {{ revision.at | time }}</p>
                @for (change of revision.words; track $index) {
                  <p>{{ change.words }}</p>
                }
                <p class="hint">原因：{{ revision.reason }}</p>
              </div>
            }
          </details>
        }
      </div>
    } @else if (revising.failure()) {
      <div class="block">
        <p class="problem">{{ revising.failure() }}</p>
        <p><button type="button" class="btn btn-small" (click)="revising.load()">重试</button></p>
      </div>
    }
  `,
  styleUrl: './panels.css',
  styles: `
    .pending {
      display: grid;
      gap: 8px;
      padding: 10px 12px;
      border-radius: var(--radius);
      background: var(--warn-soft);
    }
    ul {
      margin: 0;
      padding-left: 18px;
    }
    .past {
      display: grid;
      gap: 2px;
      padding: 8px 0;
    }
    .past + .past {
      border-top: 1px solid var(--line);
    }
    progress {
      width: 96px;
      height: 8px;
      accent-color: var(--accent);
    }
  `,
})
export class RevisionBar {
  protected readonly revising = inject(CheckRevising)

  protected tasks(): string {
    return (this.revising.checks()?.collections ?? []).map(({ periodLabel }) => `${periodLabel}的报送任务`).join('、')
  }
}
