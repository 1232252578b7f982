import { Component, computed, input } from '@angular/core'
import type { CodeItem } from '@weitong/designer/indicator'
import { diffCodeItems } from '@weitong/designer/indicator'

/** What differs between two versions of a list: added, removed, changed, in words and side by side. */
@Component({
  selector: 'wt-code-difference',
  template: `
    <p class="summary" role="status">{{ summary() }}</p>
    @if (lines().length) {
      <table class="table">
        <thead>
          <tr>
            <th class="kind">差异</th>
            <th class="code">代码</th>
            <th>原来</th>
            <th>现在</th>
          </tr>
        </thead>
        <tbody>
          @for (line of lines(); track line.code) {
            <tr>
              <td class="nowrap">{{ line.kind }}</td>
              <td class="nowrap">{{ line.code }}</td>
              <td>{{ line.before }}</td>
              <td>{{ line.after }}</td>
            </tr>
          }
        </tbody>
      </table>
    }
  `,
  styles: `
    .summary {
      margin-bottom: 8px;
    }
    .kind {
      width: 72px;
    }
    .code {
      width: 160px;
    }
    .table {
      max-width: 960px;
    }
    .table td {
      height: 30px;
      padding-block: 2px;
    }
  `,
})
export class CodeDifference {
  readonly before = input.required<readonly CodeItem[]>()
  readonly after = input.required<readonly CodeItem[]>()

  private readonly difference = computed(() => diffCodeItems(this.before(), this.after()))
  protected readonly summary = computed(() => {
    const { added, removed, changed, moved } = this.difference()
    const parts = [
      added.length ? `新增 ${added.length} 条` : '',
      removed.length ? `删除 ${removed.length} 条` : '',
      changed.length ? `改动 ${changed.length} 条` : '',
      moved ? '顺序有调整' : '',
    ].filter(Boolean)
    return parts.length ? `${parts.join('，')}。` : '两个版本没有差别。'
  })
  protected readonly lines = computed(() => {
    const { added, removed, changed } = this.difference()
    return [
      ...added.map((item) => ({ kind: '新增', code: item.code, before: '', after: wordOf(item) })),
      ...removed.map((item) => ({ kind: '删除', code: item.code, before: wordOf(item), after: '' })),
      ...changed.map(({ before, after }) => ({
        kind: '改动',
        code: after.code,
        before: wordOf(before),
        after: wordOf(after),
      })),
    ]
  })
}

function wordOf({ name, parent }: CodeItem): string {
  return parent === null ? name : `${name}（上级 ${parent}）`
}
