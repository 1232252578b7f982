import { Injectable } from '@angular/core'

/** Asks a person to prove again who he is. The frame says how (a dialog); `ApiClient` asks when the server wants it. */
@Injectable({ providedIn: 'root' })
export class StepUp {
  /** True once proved, false when the person gave up. */
  ask: () => Promise<boolean> = () => Promise.resolve(false)
}
