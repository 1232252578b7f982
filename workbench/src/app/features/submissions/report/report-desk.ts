import type { ElementRef } from '@angular/core'
import {
  afterNextRender,
  Component,
  computed,
  effect,
  inject,
  input,
  signal,
  untracked,
  viewChild,
} from '@angular/core'
import { RouterLink } from '@angular/router'
import type { Finding } from '@weitong/designer/check'
import type { PastePlan } from '@weitong/designer/entry'
import { compileTemplate, expandRoster, rosterRows } from '@weitong/designer/template'
import { filledPaper, type Paper } from '@weitong/reports/document'
import { JobButton } from '../../../parts/job-button.js'
import { printsPaper } from '../../../parts/print-paper.js'
import { daysBetween, businessDay } from '../../../ui/days.js'
import { DueLabel } from '../../../ui/due-label.js'
import { FormMarks } from '../../../ui/form-marks.js'
import { Icon } from '../../../ui/icon.js'
import { KindMark } from '../../../ui/kind-mark.js'
import { showPlace } from '../../../ui/place.js'
import { StateTag } from '../../../ui/state-tag.js'
import { CellPanel } from '../panel/cell-panel.js'
import { FindingList } from '../panel/finding-list.js'
import { Notes } from '../panel/notes.js'
import { ReviewTrail } from '../panel/review-trail.js'
import { saveWords } from '../panel/save-words.js'
import { TrialComments } from '../panel/trial-comments.js'
import { UnitPager } from '../panel/unit-pager.js'
import type { CellState } from '../sheet/cell-state.js'
import { Sheet } from '../sheet/sheet.js'
import { frozenColumns } from '../widgets/paper-columns.js'
import { OpenReport } from './open-report.js'
import { Questions } from './questions.js'
import { type Hindrance, ReportActs } from './report-acts.js'

/** Window width from which two earlier periods fit beside each value. */
const WIDE = 1400

/** States in which the report is with its filler. */
const WITH_FILLER: readonly string[] = ['empty', 'draft', 'checked', 'returned']

/** An open report: what one can do with it above, the paper in the middle, the cell in focus and the findings at the right. */
@Component({
  selector: 'wt-report-desk',
  imports: [
    CellPanel,
    DueLabel,
    FindingList,
    FormMarks,
    Icon,
    KindMark,
    Notes,
    JobButton,
    ReviewTrail,
    RouterLink,
    Sheet,
    StateTag,
    TrialComments,
    UnitPager,
  ],
  providers: [ReportActs, Questions],
  templateUrl: './report-desk.html',
  styleUrl: './report-desk.css',
  host: { '(keydown)': 'key($event)' },
})
export class ReportDesk {
  protected readonly report = inject(OpenReport)
  protected readonly acts = inject(ReportActs)
  protected readonly questions = inject(Questions)
  private readonly sheet = viewChild.required(Sheet)
  private readonly firstButton = viewChild<ElementRef<HTMLElement>>('firstButton')

  /** `review` when the reader came from 审核审批. */
  readonly from = input<string | undefined>(undefined)
  /** Address of the cell to begin at. */
  readonly cell = input<string | undefined>(undefined)

  protected readonly view = this.report.view
  protected readonly reviewing = computed(() => this.from() === 'review' || this.view().can.pass)
  protected readonly submitted = computed(() => !WITH_FILLER.includes(this.view().state))
  protected readonly saved = computed(() => saveWords(this.report.status()))
  /** Room for what stays at the left edge of a roster, so that no cell in focus hides below it. */
  protected readonly aside = computed(() => 24 + frozenColumns(this.report).reduce((sum, width) => sum + width, 0))
  protected readonly daysLeft = daysBetween(businessDay(new Date()), this.view().collection.due)
  protected readonly paste = signal<PastePlan | null>(null)
  protected readonly back = computed(() =>
    this.from() === 'review'
      ? { path: `/reviews/${this.view().collection.id}`, title: '审核审批' }
      : { path: '/fill', title: '填报' },
  )

  constructor() {
    showPlace(
      computed(() => ({ organisation: this.view().organisation.name, period: this.view().collection.periodLabel })),
    )
    printsPaper(() => paperOf(this.report))
    effect(() => {
      if (this.report.status().kind === 'conflict') untracked(() => void this.questions.resolveConflicts())
    })
    afterNextRender(() => this.begin())
  }

  protected goTo(state: CellState): void {
    this.sheet().goTo(state)
  }

  /** To the cell of a finding: the first one that can be filled, else the first one there is. */
  protected goToFinding({ cells, rule }: Finding): void {
    const states = cells.flatMap((id) => this.report.cells.find(id) ?? [])
    const state = states.find(({ editable }) => editable) ?? states[0]
    if (state) this.goTo(state)
    else focusOn(`[name="${rule.replace('REQUIRED.header.', '')}"]`)
  }

  protected explain({ rule }: Finding): void {
    focusOn(`#explanation-${CSS.escape(rule)}`)
  }

  protected async check(): Promise<void> {
    this.report.takeOver()
    this.lead(await this.acts.check())
  }

  protected async submit(): Promise<void> {
    this.report.takeOver()
    this.lead(await this.acts.submit())
  }

  protected async save(): Promise<void> {
    this.report.takeOver()
    await this.report.saver.flush()
  }

  /** What is typed goes to the server first, so that the paper shows it. */
  protected readonly settle = async (): Promise<boolean> => {
    this.report.takeOver()
    return this.report.locked() || this.report.saver.flush()
  }

  protected async pass(): Promise<void> {
    await this.acts.pass()
  }

  protected toggleCompare(): void {
    this.report.cells.compare.update((on) => !on)
  }

  protected print(): void {
    window.print()
  }

  protected toButtons(): void {
    this.firstButton()?.nativeElement.focus()
  }

  protected key(event: KeyboardEvent): void {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return
    event.preventDefault()
    if (!this.report.locked()) void this.save()
  }

  private lead(hindrance: Hindrance): void {
    if (hindrance?.kind === 'error') this.goToFinding(hindrance.finding)
    if (hindrance?.kind === 'explanation') this.explain(hindrance.finding)
  }

  private begin(): void {
    const annual = this.view().previousLabel === this.view().lastYearLabel
    this.report.cells.room.set(window.innerWidth >= WIDE && !annual ? 'wide' : 'narrow')
    if (this.reviewing()) this.report.cells.compare.set(true)
    const { cells } = this.report
    const asked = this.cell()
    const returned = this.view().state === 'returned' ? this.view().history.at(-1)?.key : null
    const first = (asked ? cells.byAddress(asked) : null) ?? (returned ? cells.byKey(returned) : null)
    const state = first ?? cells.firstToFill() ?? cells.all[0]
    if (state) this.sheet().goTo(state)
    if (this.report.stranded() === null && this.report.saver.hasUnsaved()) void this.report.saver.flush()
  }
}

/** The report as it stands on the page, laid out as its PDF is. */
function paperOf({ form: { template }, sheet, header, view }: OpenReport): Paper {
  const { context, values } = sheet
  const form = template.roster ? compileTemplate(expandRoster(template, rosterRows(template, values))) : sheet.form
  const submitted = !WITH_FILLER.includes(view().state)
  return filledPaper({ form, context, values, header: header(), submitted, size: 'A4' })
}

function focusOn(selector: string): void {
  const field = document.querySelector<HTMLElement>(selector)
  field?.scrollIntoView({ block: 'center' })
  field?.focus({ preventScroll: true })
}
