import { Dialog } from '@angular/cdk/dialog'
import { inject, Injectable } from '@angular/core'
import { firstValueFrom } from 'rxjs'
import type { Answer, Question } from './ask-dialog.js'
import { AskDialog } from './ask-dialog.js'

/** Asks before something that is hard to take back: a plain confirmation, or one that wants a reason. */
@Injectable({ providedIn: 'root' })
export class Ask {
  private readonly dialog = inject(Dialog)

  /**
   * Opens the dialog and waits. True once `question.act` has succeeded; false when the person closed it.
   * What `act` throws is shown in the dialog, which stays open with everything typed.
   */
  async confirm(question: Question): Promise<boolean> {
    const ref = this.dialog.open<boolean, Question>(AskDialog, {
      data: question,
      width: '480px',
      maxWidth: 'calc(100vw - 48px)',
      ariaLabel: question.heading,
      autoFocus: question.reason ? 'textarea' : '[data-act]',
    })
    return (await firstValueFrom(ref.closed)) ?? false
  }
}

export type { Answer, Question }
