import type { HotClient } from '#platform'
import { checkPossible, filledBy, isOwnLock, type Person, type Report, reviewsFor, waitingFor } from '#submissions'
import { E } from './errors.js'

/** The administration whose step waits decides: nobody above it, nobody below it. */
export function checkMayReview(by: Person, report: Report, action: 'pass' | 'return'): void {
  checkPossible(report, action)
  checkStep(by, report, waitingFor(report))
}

/** Nobody passes what they filled or submitted themselves. */
export async function checkNotOwn(client: HotClient, by: Person, report: Report): Promise<void> {
  if (await filledBy(client, by, report)) throw E.E_REVIEW_OWN_REPORT()
}

/** Whoever approved last may unlock: the administration of the last step. */
export function checkMayUnlock(by: Person, report: Report): void {
  checkPossible(report, 'unlock', isOwnLock(report))
  checkStep(by, report, report.steps.at(-1)?.organisationId)
}

function checkStep(by: Person, report: Report, organisationId: string | undefined): void {
  if (reviewsFor(by, report, organisationId)) return
  const step = report.steps.find((each) => each.organisationId === organisationId)
  throw E.E_REVIEW_NOT_YOUR_STEP(step?.name ?? '上级')
}
