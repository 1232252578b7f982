import type { Signal, WritableSignal } from '@angular/core'
import { computed, signal } from '@angular/core'
import type { Form } from '@formily/core'
import type { Schema } from '@formily/json-schema'
import { checkHeader, EntrySheet, sameDraft, type StartValue } from '@weitong/designer/entry'
import type { Finding } from '@weitong/designer/check'
import type { OrgAttributes } from '@weitong/designer/organisation'
import { Period } from '@weitong/designer/period'
import { compileTemplate, expandRoster, reviseChecks, type Template } from '@weitong/designer/template'
import type { CellConflict, DraftValues, PublishedForm, SaveReply, SubmissionView } from '../../../api/contract.js'
import { newOperationId } from '../../../api/operation-id.js'
import { readSchema } from '../../../formily/safe-schema.js'
import { changedTexts, type Changes, countChanges } from '../saving/changes.js'
import { type DraftHost, DraftSaver, type SaveFailure, type SaveStatus } from '../saving/draft-saver.js'
import { LocalDraft, type Shelf } from '../saving/local-draft.js'
import { CellStore } from '../sheet/cell-store.js'
import { firstRows, RosterRows } from './roster-rows.js'
import { createFields, EXPLANATIONS, type Texts } from './fields.js'

/** What an open report needs from outside. */
export interface ReportHost {
  readonly accountId: string
  readonly shelf: Shelf | null
  save(obligationId: string, request: Parameters<DraftHost['send']>[0]): Promise<SaveReply | SaveFailure>
  view(obligationId: string): Promise<SubmissionView>
}

/** How long 同事已填 and 粘贴 stay at a cell. */
const NEWS_MS = 8_000

/**
 * One report while its page is open: the entry sheet with the signals of its cells, the Formily form of head, foot and
 * explanations, and the saver. Everything on the page reads from here; acts on the whole report are in `ReportActs`.
 */
export class OpenReport implements DraftHost {
  readonly view: WritableSignal<SubmissionView>
  readonly schema: Schema
  readonly cells: CellStore
  /** Of a 变长表: which of its rows are drawn. */
  readonly roster: RosterRows | null
  readonly fields: Form
  readonly saver: DraftSaver
  readonly status = signal<SaveStatus>({ kind: 'saved', at: null })
  readonly locked: Signal<boolean>
  /** What this browser has kept of a report that takes no changes any more. */
  readonly stranded = signal<Changes | null>(null)
  /** Head and foot texts and 核实说明 as they stand; grows a version with every change. */
  readonly header = signal<Texts>({})
  readonly explanations = signal<Texts>({})
  /** Findings that only the server has told. */
  readonly told = signal<readonly Finding[]>([])
  readonly findings: Signal<readonly Finding[]>
  /** First values that a report nobody had filled has got. */
  readonly carriedIn: readonly StartValue[]
  /** Takes over what is being typed in a cell; the sheet says how. */
  takeOver: () => void = () => undefined
  /** Brings a cell into focus once it is drawn; the sheet says how. */
  goTo: (cellId: string) => void = () => undefined
  private readonly local: LocalDraft
  private savedHeader: Texts
  private savedExplanations: Texts

  constructor(
    view: SubmissionView,
    /** As it was published: without the spare rows of a roster. */
    readonly form: PublishedForm,
    private readonly host: ReportHost,
  ) {
    this.view = signal(view)
    this.locked = computed(() => !this.view().can.save)
    this.local = new LocalDraft(host.shelf, { accountId: host.accountId, obligationId: view.obligationId })
    const revised = reviseChecks(form.template, view.checks.changes)
    this.schema = readSchema(form.schema)
    const rows = firstRows(revised, { ...view.values, ...this.keptValues() }, view.can.save)
    this.cells = new CellStore(openSheet(view, expandRoster(revised, rows)), this.locked)
    this.roster = revised.roster ? new RosterRows(revised, this.cells, rows) : null
    this.savedHeader = view.header
    this.savedExplanations = view.explanations
    this.header.set(view.header)
    this.explanations.set(view.explanations)
    this.findings = computed(() => this.allFindings())
    this.fields = createFields(this, view)
    this.restore()
    this.carriedIn = this.begin()
    const { revision: baseRevision, savedAt } = view
    this.saver = new DraftSaver(this, { baseRevision, savedAt, local: this.local, newOperationId })
    this.status.set({ kind: 'saved', at: savedAt })
    this.markExplained()
    this.sheet.onChange(() => {
      this.told.set([])
      this.saver.touch()
    })
    if (!this.locked() && this.saver.hasUnsaved()) this.saver.touch()
  }

  /** The form as it is drawn, with the checks that hold for it now; of a roster with its rows. */
  get template(): Template {
    return this.sheet.form.template
  }

  get sheet(): EntrySheet {
    return this.cells.sheet
  }

  // ── typed outside the grid ────────────────────────────────────────────────────────────────────────────────────

  setHeader(id: string, text: string): void {
    this.header.update((header) => ({ ...header, [id]: text }))
    this.saver.touch()
  }

  setExplanations(texts: Texts): void {
    this.explanations.set(texts)
    this.markExplained()
    this.saver.touch()
  }

  // ── what the saver asks ───────────────────────────────────────────────────────────────────────────────────────

  unsaved(): Changes {
    const readOnly = new Set(this.template.headerItems.filter((item) => item.readOnly).map(({ id }) => id))
    const header = Object.entries(changedTexts(this.header(), this.savedHeader)).filter(([id]) => !readOnly.has(id))
    return {
      values: this.sheet.unsaved(),
      header: Object.fromEntries(header),
      explanations: changedTexts(this.explanations(), this.savedExplanations),
    }
  }

  send(request: Parameters<DraftHost['send']>[0]): Promise<SaveReply | SaveFailure> {
    return this.host.save(this.view().obligationId, request)
  }

  acknowledged({ values, header, explanations }: Changes, { state, savedAt, checkRevisionId }: SaveReply): void {
    this.sheet.markSaved(values)
    this.savedHeader = { ...this.savedHeader, ...header }
    this.savedExplanations = { ...this.savedExplanations, ...explanations }
    this.view.update((view) => ({ ...view, state, savedAt }))
    if (checkRevisionId !== this.view().checks.revisionId) void this.takeNewChecks()
  }

  merged(values: DraftValues): void {
    const news = Object.keys(values).filter((key) => this.differs(key, values))
    if (Object.keys(values).length > 0) this.sheet.merge(values)
    this.announce(news, '同事已填')
  }

  show(status: SaveStatus): void {
    this.status.set(status)
  }

  // ── what the acts need ────────────────────────────────────────────────────────────────────────────────────────

  /** Takes over a newer state of the report; what is unsaved here stays. False when it was read before the last save. */
  refresh(view: SubmissionView): boolean {
    if (view.revision < this.saver.baseRevision) return false
    const unsaved = this.unsaved()
    const conflicts = this.conflictsWith(view, unsaved.values)
    const checks = this.view().checks.revisionId
    this.view.set(view)
    if (view.checks.revisionId !== checks) this.takeChecks()
    this.merged(Object.fromEntries(Object.entries(view.values).filter(([key]) => !(key in unsaved.values))))
    this.savedHeader = view.header
    this.savedExplanations = view.explanations
    this.header.set({ ...view.header, ...unsaved.header })
    this.explanations.set({ ...view.explanations, ...unsaved.explanations })
    this.fields.setValues({ ...this.header(), [EXPLANATIONS]: this.explanations() })
    this.fields.setPattern(view.can.save ? 'editable' : 'readOnly')
    this.markExplained()
    this.saver.rebase(view.revision, view.savedAt)
    if (conflicts.length > 0) this.saver.raise(conflicts)
    return true
  }

  /** The checks were changed while the page was open: it goes on with the new ones. Where that fails, the next save tries again. */
  private async takeNewChecks(): Promise<void> {
    const view = await this.host.view(this.view().obligationId).catch(() => null)
    if (view) this.refresh(view)
  }

  private takeChecks(): void {
    const revised = reviseChecks(this.form.template, this.view().checks.changes)
    if (this.roster) this.roster.takeChecks(revised)
    else this.sheet.takeChecks(compileTemplate(revised))
    this.told.set([])
  }

  /** Conflicts are decided: `theirs` are taken over, the others are saved over them. */
  resolve(conflicts: readonly CellConflict[], theirs: ReadonlySet<string>): void {
    const values = Object.fromEntries(conflicts.map((conflict) => [conflict.key, conflict.theirs]))
    this.sheet.markSaved(values)
    this.sheet.merge(Object.fromEntries(Object.entries(values).filter(([key]) => theirs.has(key))))
    this.saver.resolved()
  }

  discardStranded(): void {
    this.local.clear()
    this.stranded.set(null)
  }

  /** Marks some cells for a few seconds, with a word at the first one of each line, or of all. */
  announce(keys: readonly string[], word: string, { once = false } = {}): void {
    const states = keys.flatMap((key) => this.cells.byKey(key) ?? [])
    const told = new Set<string>()
    for (const state of states) {
      const line = once ? '' : state.facts.cell.row
      state.news.set(told.has(line) ? '' : word)
      told.add(line)
    }
    if (states.length > 0) setTimeout(() => states.forEach((state) => state.news.set(null)), NEWS_MS)
  }

  /** Cells that are unsaved here and that others have changed since this page last knew them. */
  private conflictsWith({ values, savedAt }: SubmissionView, unsaved: DraftValues): CellConflict[] {
    return Object.entries(unsaved).flatMap(([key, mine]) => {
      const theirs = values[key] ?? null
      if (sameDraft(theirs, this.sheet.savedValue(key)) || sameDraft(theirs, mine)) return []
      return [{ key, mine, theirs, by: '', at: savedAt ?? '' }]
    })
  }

  private differs(key: string, values: DraftValues): boolean {
    return !sameDraft(values[key] ?? null, this.sheet.values[key] ?? null)
  }

  /** What this browser has kept unsaved: its rows of a roster have to be there before it is put back. */
  private keptValues(): DraftValues {
    const kept = this.local.read()
    return { ...kept?.sending?.changes.values, ...kept?.changes.values }
  }

  private restore(): void {
    const kept = this.local.read()
    if (!kept) return
    if (this.locked()) {
      if (countChanges(kept.changes) > 0) this.stranded.set(kept.changes)
      return
    }
    for (const { values, header, explanations } of [kept.sending?.changes, kept.changes].flatMap(
      (each) => each ?? [],
    )) {
      this.sheet.put(values)
      this.header.update((now) => ({ ...now, ...header }))
      this.explanations.update((now) => ({ ...now, ...explanations }))
    }
    this.fields.setValues({ ...this.header(), [EXPLANATIONS]: this.explanations() })
  }

  /** Puts the first values into a report that nobody has filled yet; one step that can be undone. */
  private begin(): readonly StartValue[] {
    const { revision, starts } = this.view()
    if (this.locked() || revision > 0 || Object.keys(this.sheet.values).length > 0) return []
    const mine = Object.entries(starts).filter(([key]) => {
      const cell = this.sheet.form.layout.cellsByKey.get(key)
      return cell && this.sheet.takes(cell.id)
    })
    this.sheet.put(Object.fromEntries(mine.map(([key, { value }]) => [key, value])))
    return mine.map(([, start]) => start)
  }

  private allFindings(): readonly Finding[] {
    const own = this.cells.shownFindings()
    const header = this.cells.demanding() ? checkHeader(this.template.headerItems, this.header()) : []
    const known = new Set([...own, ...header].map(({ rule }) => rule))
    return [...own, ...header, ...this.told().filter(({ rule }) => !known.has(rule))]
  }

  private markExplained(): void {
    const texts = this.explanations()
    const explained = new Set(
      this.sheet.form.rules
        .filter(({ rule }) => (texts[rule.code] ?? '') !== '')
        .flatMap(({ cells }) => cells.map(({ id }) => id)),
    )
    for (const state of this.cells.all) state.explained.set(explained.has(state.id))
  }
}

function openSheet(view: SubmissionView, template: Template): EntrySheet {
  const context = {
    org: view.org as unknown as OrgAttributes,
    period: Period.parse(view.collection.period),
    previous: view.previous,
    lastYear: view.lastYear,
    others: view.others,
    held: view.held,
  }
  return new EntrySheet(compileTemplate(template), context, view.values)
}
