import type { ChangeKind, TemplateChange } from './difference.js'

/** How many of what: kinds that a person counts together, with the word for one of them. */
const COUNTED: readonly (readonly [words: string, unit: string, ...kinds: ChangeKind[]])[] = [
  ['新增', '格', 'cell-added'],
  ['删除', '格', 'cell-removed'],
  ['移动', '处', 'cell-moved', 'row-moved', 'column-moved'],
  ['改绑指标', '格', 'cell-rebound'],
  ['改类型', '格', 'cell-retyped'],
  ['改公式', '格', 'formula-changed'],
  ['改填报要求', '处', 'cell-changed', 'row-changed'],
  ['章节', '处', 'section-added', 'section-removed', 'section-changed'],
  ['审核规则', '处', 'rule-added', 'rule-removed', 'rule-changed'],
  ['表头表尾', '处', 'head-added', 'head-removed', 'head-changed'],
  ['文字', '处', 'text-added', 'text-removed', 'text-changed'],
  ['指标与代码表', '处', 'indicator-changed', 'list-changed'],
  ['表属性', '处', 'form-changed'],
  ['版式', '处', 'layout-changed'],
]

/** A difference in one line: `新增 3 格，审核规则 2 处`; `没有差异` where there is none. */
export function wordChanges(changes: readonly Pick<TemplateChange, 'kind'>[]): string {
  const words = COUNTED.flatMap(([word, unit, ...kinds]) => {
    const count = changes.filter(({ kind }) => kinds.includes(kind)).length
    return count > 0 ? [`${word} ${count} ${unit}`] : []
  })
  return words.length > 0 ? words.join('，') : '没有差异'
}
