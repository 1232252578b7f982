import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog'
import { Component, inject, signal } from '@angular/core'
import { DialogFrame } from './dialog-frame.js'

/** What is asked, in Chinese, and what happens on yes. */
export interface Question {
  readonly heading: string
  /** Sentences that say what will happen. */
  readonly lines?: readonly string[]
  /** Word on the button: 退回, 关闭, 重新开放. */
  readonly action: string
  /** True when it takes something away from somebody. */
  readonly harsh?: boolean
  /** Present when a reason must be given. */
  readonly reason?: { readonly label: string; readonly suggestions?: readonly string[] }
  /** Places the reason may point at; the first choice is always 整张报表. */
  readonly cells?: readonly { readonly key: string; readonly label: string }[]
  /** The place chosen at first. */
  readonly cell?: string | null
  /** Does it. Throws an `Error` with a Chinese message when it is refused. */
  readonly act: (answer: Answer) => Promise<void>
}

/** `reason` is trimmed and '' where none was asked for; `cell` is null for the whole report. */
export interface Answer {
  readonly reason: string
  readonly cell: string | null
}

const LONGEST_REASON = 500

/** The dialog behind `Ask`. */
@Component({
  selector: 'wt-ask-dialog',
  imports: [DialogFrame],
  templateUrl: './ask-dialog.html',
  styles: `
    .suggestions {
      display: flex;
      flex-wrap: wrap;
      gap: 4px 16px;
    }
    .failure {
      color: var(--bad);
    }
    form {
      display: contents;
    }
  `,
})
export class AskDialog {
  protected readonly question = inject<Question>(DIALOG_DATA)
  protected readonly ref = inject<DialogRef<boolean>>(DialogRef)
  protected readonly longest = LONGEST_REASON
  protected readonly reason = signal('')
  protected readonly cell = signal(this.question.cell ?? '')
  protected readonly busy = signal(false)
  protected readonly failure = signal<string | null>(null)

  protected text(event: Event): string {
    const field = event.target
    return field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement ? field.value : ''
  }

  protected async act(): Promise<void> {
    if (this.busy()) return
    const reason = this.reason().trim()
    if (this.question.reason && reason === '') {
      this.failure.set(`请填写${this.question.reason.label}。`)
      return
    }
    this.busy.set(true)
    this.failure.set(null)
    try {
      await this.question.act({ reason, cell: this.cell() || null })
      this.ref.close(true)
    } catch (error) {
      this.failure.set(error instanceof Error ? error.message : '没有成功，请重试。')
    } finally {
      this.busy.set(false)
    }
  }
}
