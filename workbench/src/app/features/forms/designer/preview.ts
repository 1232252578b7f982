import { Component, computed, inject, signal } from '@angular/core'
import type { Cell, Template } from '@weitong/designer/template'
import { DesignSession } from './design-session.js'
import { holdsFor } from './holds-for.js'
import type { SampleUnit } from './holds-for.js'

/** Kinds of unit one may look through. */
const UNITS: readonly { readonly name: string; readonly unit: SampleUnit }[] = [
  { name: '公立三级综合医院', unit: { category: 'A100', ownership: 'public', level: '3' } },
  { name: '公立二级综合医院', unit: { category: 'A100', ownership: 'public', level: '2' } },
  { name: '民营一级医院', unit: { category: 'A100', ownership: 'private', level: '1' } },
  { name: '社区卫生服务中心', unit: { category: 'B100', ownership: 'public', level: '' } },
  { name: '乡镇卫生院', unit: { category: 'C220', ownership: 'public', level: '' } },
  { name: '村卫生室', unit: { category: 'D600', ownership: 'private', level: '' } },
]

interface ShownCell {
  /** Unique in its row. */
  readonly id: string
  /** Null where nothing is drawn. */
  readonly cell: Cell | null
  readonly applies: boolean
  readonly words: string
}

interface ShownRow {
  readonly id: string
  readonly height: number
  readonly cells: readonly ShownCell[]
}

/** 试看: the table as a unit of a chosen kind would see it, nothing to type into. */
@Component({
  selector: 'wt-preview',
  templateUrl: './preview.html',
  styleUrl: './preview.css',
})
export class Preview {
  protected readonly session = inject(DesignSession)
  protected readonly units = UNITS
  protected readonly chosen = signal(0)
  protected readonly template = this.session.template
  protected readonly scopeWords = computed(() => {
    const scope = this.template()?.scope ?? ''
    if (scope === '') return '还没有设填报范围。'
    const holds = this.holds(scope)
    if (holds === null) return '是否在填报范围内，还要看这类单位的其他属性。'
    return holds ? '在填报范围内。' : '不在填报范围内，这类单位不会收到这张表。'
  })
  protected readonly rows = computed<readonly ShownRow[]>(() => {
    const template = this.template()
    return template?.rows.map((row, at) => ({ ...row, cells: this.cellsOf(template, at) })) ?? []
  })

  protected choose(event: Event): void {
    this.chosen.set(Number((event.target as HTMLSelectElement).value))
  }

  private cellsOf(template: Template, at: number): ShownCell[] {
    const row = template.rows[at]
    const section = template.sections.find(({ id }) => id === row?.sectionId)
    const sectionApplies = this.holds(section?.when ?? null) !== false
    return template.columns.flatMap((column, position) => {
      const cell = this.session.language()?.layout.at(at, position) ?? null
      if (cell && (cell.row !== row?.id || cell.column !== column.id)) return []
      const applies = sectionApplies && this.holds(cell?.when ?? null) !== false
      const isText = cell?.role !== 'input' && cell?.role !== 'computed'
      const words = cell?.role === 'computed' ? '自动计算' : (cell?.text ?? '')
      return [{ id: column.id, cell, applies, words: applies || isText ? words : '不适用' }]
    })
  }

  /** Whether a condition holds for the chosen unit; null where it cannot be told. */
  private holds(when: string | null): boolean | null {
    const unit = UNITS[this.chosen()]?.unit
    return when === null || !unit ? true : holdsFor(when, unit)
  }
}
