import type { CollectionProgress, CollectionSummary } from './collections.js'
import type { FillTask } from './submissions.js'

/** GET /home → Home: what waits for me. */
export interface Home {
  readonly tasks: readonly FillTask[]
  readonly tasksTotal: number
  readonly reviews: readonly {
    readonly collectionId: string
    readonly formTitle: string
    readonly periodLabel: string
    readonly due: string
    readonly waiting: number
    readonly progress: CollectionProgress
  }[]
  readonly collections: readonly CollectionSummary[]
  readonly expiring: readonly ExpiringForm[]
}

/** A form in use whose 有效期 ends within 90 days or has ended; soonest first. */
export interface ExpiringForm {
  readonly versionId: string
  readonly code: string
  readonly title: string
  readonly validUntil: string
}
