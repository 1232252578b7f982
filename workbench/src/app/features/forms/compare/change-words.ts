import type { ChangeKind, TemplateChange } from '@weitong/designer/template'

export type ChangeTone = 'added' | 'removed' | 'changed' | 'plain'

/** Word and colour of every kind of change; the colour never stands without its word. */
const LOOKS: Readonly<Record<ChangeKind, readonly [word: string, tone: ChangeTone]>> = {
  'cell-added': ['新增格', 'added'],
  'cell-removed': ['删除格', 'removed'],
  'cell-moved': ['移动', 'changed'],
  'cell-rebound': ['改绑指标', 'changed'],
  'cell-retyped': ['改类型', 'changed'],
  'cell-changed': ['改要求', 'changed'],
  'formula-changed': ['改公式', 'changed'],
  'text-added': ['新增文字', 'added'],
  'text-removed': ['删除文字', 'removed'],
  'text-changed': ['改文字', 'changed'],
  'row-moved': ['移动行', 'changed'],
  'row-changed': ['改章节', 'changed'],
  'column-moved': ['移动列', 'changed'],
  'section-added': ['新增章节', 'added'],
  'section-removed': ['删除章节', 'removed'],
  'section-changed': ['改章节', 'changed'],
  'rule-added': ['新增规则', 'added'],
  'rule-removed': ['删除规则', 'removed'],
  'rule-changed': ['改规则', 'changed'],
  'head-added': ['新增项', 'added'],
  'head-removed': ['删除项', 'removed'],
  'head-changed': ['改项', 'changed'],
  'indicator-changed': ['改指标', 'changed'],
  'list-changed': ['改代码表', 'changed'],
  'form-changed': ['改属性', 'changed'],
  'layout-changed': ['版式', 'plain'],
}

export function changeWord({ kind }: TemplateChange): string {
  return LOOKS[kind][0]
}

export function changeTone({ kind }: TemplateChange): ChangeTone {
  return LOOKS[kind][1]
}

/** Changes a person reads together. */
export interface ChangeGroup {
  readonly heading: string
  readonly changes: readonly TemplateChange[]
}

const HEADINGS: readonly (readonly [kind: string, heading: string])[] = [
  ['section-', '章节'],
  ['rule-', '审核规则'],
  ['head-', '表头与表尾'],
  ['indicator-', '指标与代码表'],
  ['list-', '指标与代码表'],
  ['form-', '表属性'],
  ['layout-', '版式'],
]

/** Cells by the section they stand in, then rules, head items, definitions, properties, looks. */
export function groupChanges(changes: readonly TemplateChange[]): ChangeGroup[] {
  const groups = new Map<string, TemplateChange[]>()
  for (const change of changes) {
    const named = HEADINGS.find(([kind]) => change.kind.startsWith(kind))?.[1]
    const heading = named ?? (change.section || '章节之外')
    groups.set(heading, [...(groups.get(heading) ?? []), change])
  }
  return [...groups].map(([heading, group]) => ({ heading, changes: group }))
}
