import { closeHotPool } from '#platform'
import type { ApplicationService } from '@adonisjs/core/types'

/** Ends what the platform opened, in every kind of process. */
export default class PlatformProvider {
  constructor(protected app: ApplicationService) {}

  async shutdown(): Promise<void> {
    await closeHotPool()
    const { closeQueues } = await import('#app/platform/queue')
    await closeQueues()
  }
}
