import { writeFileSync } from 'node:fs'
import type { NamedReporterContract } from '@japa/runner/types'

/** What `npm test` adds up over its runners. */
export interface TestSummary {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

/**
 * Writes a TestSummary as JSON to the file named by TEST_SUMMARY, if it is named. A hook that fails outside of any test
 * counts as one failure: Japa itself counts only tests.
 */
export function summaryFile(): NamedReporterContract {
  return {
    name: 'summary-file',
    handler(runner, emitter) {
      emitter.on('runner:end', () => {
        const { aggregates, hasError } = runner.getSummary()
        const { passed, failed, regression, skipped, todo } = aggregates
        const summary: TestSummary = {
          passed: passed + regression,
          failed: hasError ? Math.max(failed, 1) : failed,
          skipped: skipped + todo,
        }
        if (process.env.TEST_SUMMARY) writeFileSync(process.env.TEST_SUMMARY, JSON.stringify(summary))
      })
    },
  }
}
