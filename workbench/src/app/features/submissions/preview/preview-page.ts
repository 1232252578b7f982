import { Component, input, signal } from '@angular/core'
import { RouterLink } from '@angular/router'
import type { FormDraft } from '../../../api/contract.js'
import { loaded } from '../../../api/loaded.js'
import { FormMarks } from '../../../ui/form-marks.js'
import { Icon } from '../../../ui/icon.js'
import { PreviewPane } from './preview-pane.js'
import { FIRST_SEAT, type PreviewSeat } from './preview-seats.js'

const MOST_PANES = 3

/** 预览: a version of a form as different people would see it, side by side, on the sheet they would fill. */
@Component({
  selector: 'wt-preview-page',
  imports: [FormMarks, Icon, PreviewPane, RouterLink],
  template: `
    <header>
      <a class="back" [routerLink]="['/design/forms', versionId()]"><wt-icon name="left" />设计</a>
      <h1>{{ draft.value()?.template?.title ?? '预览' }}</h1>
      @if (draft.value(); as shown) {
        <span class="muted nowrap">第 {{ shown.version.number }} 版</span>
        <wt-form-marks [secrecy]="shown.template.secrecy" [unverified]="shown.template.unverified" />
        @if (shown.problems.length) {
          <span class="muted nowrap">还有 {{ shown.problems.length }} 个问题，有问题的公式和规则暂不起作用</span>
        }
      }
      <span class="grow"></span>
      <span class="muted nowrap">可以试填，不会保存</span>
      <button type="button" class="btn" [disabled]="seats().length >= most" (click)="add()">并排再看一个</button>
    </header>
    <div class="panes">
      @for (each of seats(); track each.id) {
        <wt-preview-pane
          [versionId]="versionId()"
          [number]="$index + 1"
          [seat]="each.seat"
          [closable]="seats().length > 1"
          (seatChange)="change(each.id, $event)"
          (closed)="close(each.id)"
        />
      }
    </div>
  `,
  styleUrl: './preview-page.css',
})
export class PreviewPage {
  readonly versionId = input.required<string>()
  protected readonly most = MOST_PANES
  protected readonly draft = loaded(
    () => this.versionId(),
    (api, id, signal) => api.get<FormDraft>(`/form-versions/${id}`, {}, signal),
  )
  protected readonly seats = signal<readonly { readonly id: number; readonly seat: PreviewSeat }[]>([
    { id: 1, seat: FIRST_SEAT },
  ])

  /** The next one begins as a reviewer of what the last one fills. */
  protected add(): void {
    this.seats.update((seats) => {
      const last = seats.at(-1) ?? { id: 0, seat: FIRST_SEAT }
      const seat: PreviewSeat = { ...last.seat, role: 'reviewer', level: 'county', state: 'submitted' }
      return [...seats, { id: last.id + 1, seat }]
    })
  }

  protected change(id: number, seat: PreviewSeat): void {
    this.seats.update((seats) => seats.map((each) => (each.id === id ? { id, seat } : each)))
  }

  protected close(id: number): void {
    this.seats.update((seats) => seats.filter((each) => each.id !== id))
  }
}
