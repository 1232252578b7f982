import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog'
import { Component, inject, signal } from '@angular/core'
import { ApiClient } from '../../api/api-client.js'
import { messageOf } from '../../api/api-failure.js'
import type { FormPlace, SurveyEntry, SurveyForm } from '../../api/contract.js'
import { DialogFrame } from '../../ui/dialog-frame.js'

export interface Placing {
  readonly form: SurveyForm
  /** Where it is now; null: in none. */
  readonly surveyId: string | null
  readonly surveys: readonly SurveyEntry[]
}

/** Which survey a form belongs to. Closes with what was done, in words. */
@Component({
  selector: 'wt-place-dialog',
  imports: [DialogFrame],
  template: `
    <form (submit)="place($event)">
      <wt-dialog-frame heading="归入调查">
        <p class="muted">{{ placing.form.tableNo }} {{ placing.form.title }}</p>
        <fieldset>
          <legend class="unseen">调查</legend>
          @for (survey of placing.surveys; track survey.id) {
            <label>
              <input type="radio" name="survey" [checked]="chosen() === survey.id" (change)="chosen.set(survey.id)" />
              {{ survey.title }}
            </label>
          }
          <label>
            <input type="radio" name="survey" [checked]="chosen() === null" (change)="chosen.set(null)" />
            不归入任何调查
          </label>
        </fieldset>
        @if (failure(); as message) {
          <p class="failure" role="alert">{{ message }}</p>
        }
        <ng-container actions>
          <button type="button" class="btn" (click)="ref.close()">取消</button>
          <button type="submit" class="btn btn-main" [disabled]="busy() || chosen() === placing.surveyId">确定</button>
        </ng-container>
      </wt-dialog-frame>
    </form>
  `,
  styles: `
    fieldset {
      display: grid;
      gap: 8px;
      margin: 0;
      padding: 0;
      border: 0;
    }
    .failure {
      color: var(--bad);
    }
  `,
})
export class PlaceDialog {
  private readonly api = inject(ApiClient)
  protected readonly placing = inject<Placing>(DIALOG_DATA)
  protected readonly ref = inject<DialogRef<string>>(DialogRef)
  protected readonly chosen = signal(this.placing.surveyId)
  protected readonly busy = signal(false)
  protected readonly failure = signal<string | null>(null)

  protected async place(event: Event): Promise<void> {
    event.preventDefault()
    const { form, surveys } = this.placing
    this.busy.set(true)
    this.failure.set(null)
    try {
      const { surveyId } = await this.api.put<FormPlace>(`/forms/${form.id}/survey`, { surveyId: this.chosen() })
      const title = surveys.find(({ id }) => id === surveyId)?.title
      this.ref.close(title ? `${form.title}已归入“${title}”。` : `${form.title}已不在任何调查中。`)
    } catch (error) {
      this.failure.set(messageOf(error))
      this.busy.set(false)
    }
  }
}
