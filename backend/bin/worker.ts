/** The worker process: runs the jobs whose rows wait in the database. */
import { prettyPrintError } from '@adonisjs/core'
import { makeIgnitor } from './app.js'

try {
  const app = makeIgnitor().createApp('console')
  await app.init()
  await app.boot()
  await app.start(async () => {
    const { runWorker } = await import('#app/platform/run_worker')
    const { jobHandlers, removeOldChanges } = await import('#analysis')
    const { formJobs } = await import('#forms')
    const { removeOldSessions } = await import('#identity')
    const { indicatorJobs } = await import('#indicators')
    const { quickSurveyJobs } = await import('#quick_surveys')
    const { removeOldReplies, submissionJobs } = await import('#submissions')
    const { switchJobs } = await import('#switches')
    const handlers = {
      ...indicatorJobs,
      ...formJobs,
      ...submissionJobs,
      ...switchJobs,
      ...jobHandlers,
      ...quickSurveyJobs,
    }
    const stop = await runWorker({ handlers, housekeeping: [removeOldChanges, removeOldReplies, removeOldSessions] })
    app.terminating(stop)
  })
} catch (error) {
  process.exitCode = 1
  void prettyPrintError(error)
}
