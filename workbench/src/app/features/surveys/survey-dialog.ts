import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog'
import { Component, inject, signal } from '@angular/core'
import { ApiClient } from '../../api/api-client.js'
import { messageOf } from '../../api/api-failure.js'
import type { SurveyEntry, SurveyInput } from '../../api/contract.js'
import { DialogFrame } from '../../ui/dialog-frame.js'

const BLANK: SurveyInput = {
  title: '',
  maker: '',
  documentNo: '',
  validFrom: '',
  validUntil: '',
  area: 'statistics',
  note: '',
}

/** 新建调查 and 编辑调查: what its document says. Closes with the survey as it was stored. */
@Component({
  selector: 'wt-survey-dialog',
  imports: [DialogFrame],
  templateUrl: './survey-dialog.html',
  styles: `
    .pair {
      display: grid;
      grid-template-columns: 1fr 1fr;
      gap: 12px 16px;
    }
    .failure {
      color: var(--bad);
    }
  `,
})
export class SurveyDialog {
  private readonly api = inject(ApiClient)
  protected readonly survey = inject<SurveyEntry | null>(DIALOG_DATA)
  protected readonly ref = inject<DialogRef<SurveyEntry>>(DialogRef)
  protected readonly said = signal<SurveyInput>(this.survey ? inputOf(this.survey) : BLANK)
  protected readonly busy = signal(false)
  protected readonly failure = signal<string | null>(null)

  protected set(name: keyof SurveyInput, event: Event): void {
    const field = event.target
    if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return
    this.said.update((said) => ({ ...said, [name]: field.value }))
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault()
    if (this.busy()) return
    this.busy.set(true)
    this.failure.set(null)
    const trimmed = Object.entries(this.said()).map(([name, text]: [string, string]) => [name, text.trim()])
    const input = Object.fromEntries(trimmed) as SurveyInput
    try {
      this.ref.close(
        this.survey
          ? await this.api.put<SurveyEntry>(`/surveys/${this.survey.id}`, { ...input, revision: this.survey.revision })
          : await this.api.post<SurveyEntry>('/surveys', input),
      )
    } catch (error) {
      this.failure.set(messageOf(error))
      this.busy.set(false)
    }
  }
}

function inputOf({ title, maker, documentNo, validFrom, validUntil, area, note }: SurveyEntry): SurveyInput {
  return { title, maker, documentNo, validFrom, validUntil, area, note }
}
