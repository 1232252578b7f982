import { Component, computed, inject } from '@angular/core'
import { type TemplateChange, wordChanges } from '@weitong/designer/template'
import { EmptyState } from '../../../ui/empty-state.js'
import { ImportDesk } from './import-desk.js'

const KINDS: Readonly<Record<TemplateChange['kind'], string>> = {
  'cell-added': '新增填报格',
  'cell-removed': '删除填报格',
  'cell-moved': '移动',
  'cell-rebound': '改绑指标',
  'cell-retyped': '改类型',
  'cell-changed': '改填报要求',
  'formula-changed': '改公式',
  'text-added': '新增文字',
  'text-removed': '删除文字',
  'text-changed': '改文字',
  'row-moved': '移动行',
  'row-changed': '改行',
  'column-moved': '移动列',
  'section-added': '新增章节',
  'section-removed': '删除章节',
  'section-changed': '改章节',
  'rule-added': '新增规则',
  'rule-removed': '删除规则',
  'rule-changed': '改规则',
  'head-added': '新增表头表尾项',
  'head-removed': '删除表头表尾项',
  'head-changed': '改表头表尾项',
  'indicator-changed': '指标定义不同',
  'list-changed': '代码表不同',
  'form-changed': '改表属性',
  'layout-changed': '改版式',
}

/** 与现在的差异: what the draft will have, lose or have changed, before anything is written. */
@Component({
  selector: 'wt-change-panel',
  imports: [EmptyState],
  template: `
    @if (desk.changes().length) {
      <p class="sum">{{ words() }}。还没有写入，按右上角的按钮才会更新。</p>
      <ul>
        @for (change of desk.changes(); track $index) {
          <li>
            <span [class]="'kind ' + toneOf(change)">{{ kinds[change.kind] }}</span>
            <span>
              {{ change.title }}
              @if (change.where) {
                <span class="muted small">{{ change.where }}</span>
              }
              @if (change.before || change.after) {
                <span class="words">
                  @if (change.aspect) {
                    {{ change.aspect }}：
                  }
                  @if (change.before) {
                    <del>{{ change.before }}</del>
                  }
                  @if (change.after) {
                    <ins>{{ change.after }}</ins>
                  }
                </span>
              }
            </span>
          </li>
        }
      </ul>
    } @else {
      <wt-empty-state heading="文件与现在的草稿没有差异">不用更新；要换别的文件，请返回重新上传。</wt-empty-state>
    }
  `,
  styles: `
    :host {
      display: block;
      height: 100%;
      overflow-y: auto;
    }
    .sum {
      padding: 10px 12px;
      border-bottom: 1px solid var(--line);
      color: var(--text-2);
    }
    li {
      display: grid;
      grid-template-columns: 88px minmax(0, 1fr);
      gap: 8px;
      padding: 8px 12px;
      border-bottom: 1px solid var(--line);
      overflow-wrap: anywhere;
    }
    .kind {
      color: var(--text-2);
    }
    .added {
      color: var(--good);
    }
    .removed {
      color: var(--bad);
    }
    .words {
      display: block;
      color: var(--text-2);
      font-size: var(--size-small);
    }
    del {
      color: var(--bad);
    }
    ins {
      color: var(--good);
      text-decoration: none;
    }
    del + ins::before {
      content: '→ ';
      color: var(--text-3);
    }
  `,
})
export class ChangePanel {
  protected readonly desk = inject(ImportDesk)
  protected readonly kinds = KINDS
  protected readonly words = computed(() => wordChanges(this.desk.changes()))

  protected toneOf({ kind }: TemplateChange): string {
    return kind.endsWith('-added') ? 'added' : kind.endsWith('-removed') ? 'removed' : ''
  }
}
