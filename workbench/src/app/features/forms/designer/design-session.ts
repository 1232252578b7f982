import { computed, inject, Injectable, signal } from '@angular/core'
import type { Cell, CellRole, Template, TemplateProblem } from '@weitong/designer/template'
import { checkTemplate } from '@weitong/designer/template'
import type { CellDesign, DesignSelection, DesignSurface, History, Patch, SurfaceHooks } from '@weitong/designer/sheet'
import { ApiClient } from '../../../api/api-client.js'
import type { FormDraft } from '../../../api/contract.js'
import { Autosave } from './autosave.js'
import { FormLanguage } from './language.js'
import { Pointing } from './pointing.js'

const CHECK_PAUSE_MS = 250

/** Tabs of the panel beside the sheet. */
export type PanelTab = 'cell' | 'sections' | 'rules' | 'form' | 'problems'

/** A wish to edit a formula, from typing `=` on the sheet. `at` makes two equal wishes two. */
export interface FormulaWish {
  readonly text: string
  readonly at: number
}

/**
 * One form open in the designer: the surface, what it holds, what is selected, and what is wrong. The panels read
 * signals from here and change the form through the surface, so that undo covers everything.
 */
@Injectable()
export class DesignSession {
  private readonly api = inject(ApiClient)
  private readonly pointing = inject(Pointing)
  private readonly opened = signal<FormDraft | null>(null)
  private readonly drawn = signal<Template | null>(null)
  private readonly local = signal<readonly TemplateProblem[]>([])
  private readonly chosen = signal<DesignSelection | null>(null, { equal: isSame })
  private readonly steps = signal<History>({ undos: 0, redos: 0 })
  private pending: ReturnType<typeof setTimeout> | null = null
  private readonly isChecking = signal(false)

  /** Set once the spreadsheet has been loaded. */
  readonly surface = signal<DesignSurface | null>(null)
  readonly autosave = signal<Autosave | null>(null)
  readonly tab = signal<PanelTab>('cell')
  /** The rule whose editor is open, by code; `''` is a new one. */
  readonly ruleInHand = signal<string | null>(null)
  readonly formulaWish = signal<FormulaWish | null>(null)
  /** Something the sheet would not do, for the status line under it. */
  readonly notice = signal<string | null>(null)

  /** Whether `problems` is about to be found anew. */
  readonly checking = this.isChecking.asReadonly()
  readonly draft = this.opened.asReadonly()
  readonly selection = this.chosen.asReadonly()
  readonly history = this.steps.asReadonly()
  readonly readOnly = computed(() => !(this.opened()?.can.save ?? false))
  readonly template = computed(() => this.drawn() ?? this.opened()?.template ?? null)
  readonly language = computed(() => {
    const template = this.template()
    return template ? new FormLanguage(template) : null
  })
  readonly problems = computed(() => {
    const local = this.local()
    const known = new Set(local.map(({ code, where }) => `${code} ${where}`))
    const server = this.autosave()?.problems() ?? []
    const added = server.filter(
      (each) => each.code.startsWith('E_TEMPLATE_INDICATOR_NOT_IN') && !known.has(`${each.code} ${each.where}`),
    )
    return [...local, ...added]
  })

  /** The cell at the selection's anchor: as the form knows it, or null where nothing is drawn. */
  readonly cell = computed<Cell | null>(() => {
    const anchor = this.chosen()?.anchor
    return (anchor && this.language()?.cellAt(anchor)) ?? null
  })

  open(draft: FormDraft): void {
    this.autosave()?.stop()
    this.opened.set(draft)
    this.drawn.set(null)
    this.autosave.set(new Autosave(this.api, draft))
    this.checkNow(draft.template)
  }

  /** What the surface tells. */
  readonly hooks: SurfaceHooks = {
    changed: (template, selection) => this.changed(template, selection),
    selected: (selection) => this.select(selection),
    historyChanged: (history) => this.steps.set(history),
    formulaTyped: (text, place) => this.wishFormula(text, place),
    filledCellEdited: () => this.say('填报格、计算格不写文字。要改成文字，请在右侧改变它的角色。'),
    refused: (reason) => this.say(reason),
    showFormula: (stored) => this.language()?.shown(stored) ?? stored,
  }

  /** Changes every selected cell as one step of undo. */
  edit(change: (design: CellDesign) => Patch<CellDesign>): void {
    const places = this.chosen()?.places ?? []
    this.surface()?.editCells(places, (design) => withPatch(design, change(design)))
  }

  setRole(role: CellRole): void {
    this.edit((design) => roleChange(design, role))
  }

  /** Puts the sheet's selection back to what the panel is about, after pointing has moved it. */
  reselect(): void {
    const places = this.chosen()?.places ?? []
    const [from, to] = [places[0], places.at(-1)]
    if (from && to) this.surface()?.select({ from, to })
  }

  /** Brings the place of a problem into view. */
  show(problem: TemplateProblem): void {
    if (problem.cellId) {
      this.tab.set('cell')
      this.surface()?.showCell(problem.cellId)
    } else if (problem.ruleCode) {
      this.tab.set('rules')
      this.ruleInHand.set(problem.ruleCode)
    } else {
      this.tab.set(this.template()?.sections.some(({ title }) => title === problem.where) ? 'sections' : 'form')
    }
  }

  /** Called with what the sheet makes of the untouched template. */
  settle(template: Template): void {
    this.drawn.set(template)
    this.autosave()?.settle(template)
  }

  close(): void {
    if (this.pending) clearTimeout(this.pending)
    this.autosave()?.stop()
    this.surface()?.dispose()
    this.surface.set(null)
  }

  private changed(template: Template, selection: DesignSelection | null): void {
    this.notice.set(null)
    this.drawn.set(template)
    if (selection && !this.pointing.target()) this.chosen.set(selection)
    if (!this.readOnly()) this.autosave()?.offer(template)
    if (this.pending) clearTimeout(this.pending)
    this.isChecking.set(true)
    this.pending = setTimeout(() => this.checkNow(template), CHECK_PAUSE_MS)
  }

  private checkNow(template: Template): void {
    const problems = checkTemplate(template)
    this.local.set(problems)
    this.isChecking.set(false)
    this.surface()?.markProblems(new Set(problems.flatMap(({ cellId }) => cellId ?? [])))
  }

  private select(selection: DesignSelection): void {
    const target = this.pointing.target()
    if (target) target.insert(selection.address)
    else this.chosen.set(selection)
  }

  private wishFormula(text: string, place: { readonly row: string; readonly column: string }): void {
    this.surface()?.editCells([place], (design) => withPatch(design, roleChange(design, 'computed')))
    this.surface()?.select({ from: place, to: place })
    this.tab.set('cell')
    this.formulaWish.set({ text, at: Date.now() })
  }

  private say(reason: string): void {
    this.notice.set(reason)
  }
}

function isSame(a: DesignSelection | null, b: DesignSelection | null): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}

/** The design with a patch on it; what is undefined there is gone. */
function withPatch(design: CellDesign, patch: Patch<CellDesign>): CellDesign {
  const entries = Object.entries({ ...design, ...patch }).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as unknown as CellDesign
}

const ALIGN: Readonly<Record<CellRole, CellDesign['align']>> = {
  title: 'center',
  head: 'center',
  section: 'left',
  label: 'left',
  input: 'right',
  computed: 'right',
}

/** What goes with a role: only cells with values carry a binding, only computed ones a formula. */
function roleChange(design: CellDesign, role: CellRole): Patch<CellDesign> {
  if (design.role === role) return {}
  const isFilled = role === 'input' || role === 'computed'
  const binding = isFilled && (role === 'computed' || design.binding?.offset === 0) ? design.binding : null
  return {
    role,
    align: ALIGN[role],
    binding,
    formula: role === 'computed' ? design.formula : null,
    required: role === 'input' && design.required,
    when: isFilled ? design.when : null,
    indent: role === 'label' ? design.indent : 0,
    ...(role === 'input' ? {} : { start: undefined, fillers: undefined, shown: undefined, under: undefined }),
    ...(isFilled ? {} : { help: undefined }),
  }
}
