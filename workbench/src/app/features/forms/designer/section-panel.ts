import { Component, computed, inject } from '@angular/core'
import type { DesignChange } from '@weitong/designer/sheet'
import type { Section } from '@weitong/designer/template'
import { ConditionField } from './condition-field.js'
import { DesignSession } from './design-session.js'
import { RosterPanel } from './roster-panel.js'

/** A section with the rows it has now. */
interface ShownSection extends Section {
  readonly rowIds: readonly string[]
  /** `5–12 行`, or that it has none. */
  readonly where: string
}

/** 章节: blocks of rows with one heading, each for all units or for some. */
@Component({
  selector: 'wt-section-panel',
  imports: [ConditionField, RosterPanel],
  templateUrl: './section-panel.html',
  styleUrl: './panels.css',
})
export class SectionPanel {
  protected readonly session = inject(DesignSession)
  protected readonly sections = computed<readonly ShownSection[]>(() => {
    const template = this.session.template()
    return (
      template?.sections.map((section) => {
        const rowIds = template.rows.filter(({ sectionId }) => sectionId === section.id).map(({ id }) => id)
        const positions = template.rows.flatMap(({ sectionId }, at) => (sectionId === section.id ? [at + 1] : []))
        const [first, last] = [positions[0], positions.at(-1)]
        return {
          ...section,
          rowIds,
          where: first === undefined || last === undefined ? '没有行' : rowsWords(first, last),
        }
      }) ?? []
    )
  })
  protected readonly chosen = computed(() => {
    const selection = this.session.selection()
    return selection ? rowsWords(selection.startRow + 1, selection.endRow + 1) : null
  })

  protected add(): void {
    const selection = this.session.selection()
    const template = this.session.template()
    if (!selection || !template) return
    const taken = new Set(template.sections.map(({ id }) => id))
    let number = template.sections.length + 1
    while (taken.has(`s${number}`)) number += 1
    const first = template.cells.find((cell) => selection.rows.includes(cell.row) && cell.text.trim() !== '')
    const section: Section = { id: `s${number}`, title: first?.text.trim() || `章节 ${number}`, when: null }
    this.apply([...template.sections, section], rowsInto(section.id, selection.rows))
  }

  /** The rows selected on the sheet become the rows of this section. */
  protected takeRows(section: ShownSection): void {
    const rows = this.session.selection()?.rows ?? []
    const left = section.rowIds.filter((row) => !rows.includes(row))
    this.session.surface()?.apply([...rowsInto(null, left), ...rowsInto(section.id, rows)])
  }

  protected rename(id: string, event: Event): void {
    const title = (event.target as HTMLInputElement).value.trim()
    if (title !== '') this.change(id, { title })
  }

  protected limit(id: string, when: string): void {
    this.change(id, { when: when === '' ? null : when })
  }

  protected breakBefore({ id, newPage }: ShownSection): void {
    this.apply(
      this.sections().map((section) => {
        const { newPage: before, ...rest } = plain(section)
        const breaks = section.id === id ? !newPage : before
        return breaks ? { ...rest, newPage: true } : rest
      }),
      [],
    )
  }

  protected remove(section: ShownSection): void {
    const rest = this.sections().filter(({ id }) => id !== section.id)
    this.apply(rest.map(plain), rowsInto(null, section.rowIds))
  }

  protected show(section: ShownSection): void {
    const columns = this.session.template()?.columns ?? []
    const [row, lastRow] = [section.rowIds[0], section.rowIds.at(-1)]
    const [column, lastColumn] = [columns[0]?.id, columns.at(-1)?.id]
    if (!row || !lastRow || !column || !lastColumn) return
    this.session.surface()?.select({ from: { row, column }, to: { row: lastRow, column: lastColumn } })
  }

  private change(id: string, patch: Partial<Section>): void {
    this.apply(
      this.sections().map((section) => ({ ...plain(section), ...(section.id === id ? patch : {}) })),
      [],
    )
  }

  private apply(sections: readonly Section[], rows: readonly DesignChange[]): void {
    this.session.surface()?.apply([{ kind: 'head', patch: { sections } }, ...rows])
  }
}

function rowsWords(first: number, last: number): string {
  return first === last ? `第 ${first} 行` : `第 ${first}–${last} 行`
}

function plain({ id, title, when, newPage }: Section): Section {
  return { id, title, when, ...(newPage ? { newPage } : {}) }
}

function rowsInto(section: string | null, rows: readonly string[]): DesignChange[] {
  return rows.map((row) => ({ kind: 'section-of-row', row, section }))
}
