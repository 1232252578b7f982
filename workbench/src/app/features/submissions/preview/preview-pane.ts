import { NgComponentOutlet } from '@angular/common'
import { Component, computed, effect, inject, Injector, input, output, signal, untracked } from '@angular/core'
import { FormsModule } from '@angular/forms'
import { NzSelectModule } from 'ng-zorro-antd/select'
import type { FormPreview, OrganisationNode, SubmissionView } from '../../../api/contract.js'
import { loaded } from '../../../api/loaded.js'
import { ErrorPanel } from '../../../ui/error-panel.js'
import { Loading } from '../../../ui/loading.js'
import { OpenReport, type ReportHost } from '../report/open-report.js'
import { LEVELS, type PreviewSeat, SEAT_STATES, SEATS, whatMayBeDone } from './preview-seats.js'
import { PreviewSheet } from './preview-sheet.js'

/** One view of the form: as whom, of which unit, in what state and period. What is typed in it goes nowhere. */
@Component({
  selector: 'wt-preview-pane',
  imports: [ErrorPanel, FormsModule, Loading, NgComponentOutlet, NzSelectModule],
  templateUrl: './preview-pane.html',
  styleUrl: './preview-pane.css',
})
export class PreviewPane {
  private readonly parent = inject(Injector)
  readonly versionId = input.required<string>()
  readonly seat = input.required<PreviewSeat>()
  readonly number = input.required<number>()
  readonly closable = input(false)
  readonly seatChange = output<PreviewSeat>()
  readonly closed = output()

  protected readonly seats = SEATS
  protected readonly levels = LEVELS
  protected readonly states = SEAT_STATES
  protected readonly sheet = PreviewSheet
  protected readonly search = signal('')
  protected readonly units = loaded(
    () => (this.search().trim() === '' ? undefined : { search: this.search().trim() }),
    (api, query, signal) => api.get<OrganisationNode[]>('/organisations', query, signal),
  )
  protected readonly preview = loaded(
    () => ({ versionId: this.versionId(), ...this.seat() }),
    (api, { versionId, ...seat }, signal) =>
      api.get<FormPreview>(`/form-versions/${versionId}/preview`, queryOf(seat), signal),
  )
  /** Units to choose from: those found, and the one that is shown. */
  protected readonly choices = computed(() => {
    const shown = this.preview.value()?.unit
    const found = (this.units.value() ?? []).filter(({ kind, id }) => kind === 'institution' && id !== shown?.id)
    return [...(shown ? [shown] : []), ...found]
  })
  private readonly report = computed(() => {
    const preview = this.preview.value()
    // It sets its own signals while it is made.
    return preview ? untracked(() => new OpenReport(preview.view, preview.form, hostOf(preview.view))) : null
  })
  protected readonly injector = computed(() => {
    const report = this.report()
    return report
      ? Injector.create({ providers: [{ provide: OpenReport, useValue: report }], parent: this.parent })
      : null
  })
  protected readonly may = computed(() => {
    const view = this.preview.value()?.view
    return view ? whatMayBeDone(view.can) : ''
  })

  constructor() {
    effect((onCleanup) => {
      const report = this.report()
      onCleanup(() => report?.saver.close())
    })
  }

  protected change(patch: Partial<PreviewSeat>): void {
    this.seatChange.emit({ ...this.seat(), ...patch })
  }

  protected choose(name: 'state' | 'period', event: Event): void {
    this.change({ [name]: (event.target as HTMLSelectElement).value })
  }

  protected sit(event: Event): void {
    const [role, level] = (event.target as HTMLSelectElement).value.split(':')
    this.change({ role: role as PreviewSeat['role'], level: level as PreviewSeat['level'] })
  }
}

/** Everything that is saved is taken and forgotten. */
function hostOf(view: SubmissionView): ReportHost {
  return {
    accountId: 'preview',
    shelf: null,
    view: () => Promise.resolve(view),
    save: (_, { baseRevision }) =>
      Promise.resolve({
        revision: baseRevision + 1,
        savedAt: new Date().toISOString(),
        state: 'draft',
        merged: {},
        checkRevisionId: view.checks.revisionId,
      }),
  }
}

function queryOf(seat: PreviewSeat): Record<string, string> {
  return Object.fromEntries(Object.entries(seat).filter(([, value]) => value !== ''))
}
