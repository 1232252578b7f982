import { allowed, type SubmissionAction, waitingStep, whyNot } from '@weitong/designer/submission'
import type { CellFiller } from '@weitong/designer/template'
import type { Grant, LoadedSession, Role } from '#identity'
import type { Acting } from '#platform'
import { E, lockedRefusal } from './errors.js'
import type { ActiveLock, Report } from './report.js'

/** Who acts: `acting` is the database context, `grants` are asked for the role behind each single right. */
export interface Person {
  readonly acting: Acting
  readonly grants: readonly Grant[]
}

/** The actor of an endpoint. An address that names one report may see it also when it is a 试填, and no other. */
export function personOf({
  acting,
  session,
  params,
}: {
  readonly acting: Acting
  readonly session: LoadedSession
  readonly params: Readonly<Record<string, string>>
}): Person {
  const { obligationId } = params
  return { acting: obligationId ? { ...acting, trials: `report ${obligationId}` } : acting, grants: session.grants }
}

/** Grants of a role that hold for this report: its subtree and its form's business area. */
function grantsFor(by: Person, role: Role, report: Report): Grant[] {
  return by.grants.filter(
    (grant) =>
      grant.role === role &&
      (grant.area === '*' || grant.area === report.area) &&
      report.orgPath.startsWith(grant.path),
  )
}

const READERS: readonly Role[] = ['filler', 'reviewer', 'analyst']

/** Who has no grant over its area learns no more than that it does not exist. */
export function checkMayRead(by: Person, report: Report): void {
  if (!READERS.some((role) => grantsFor(by, role, report).length > 0)) throw E.E_OBLIGATION_NOT_FOUND()
}

/** Fillers fill for their own unit and for those it reports for. */
export function mayFill(by: Person, report: Report): boolean {
  const own = by.acting.account.organisationId
  return (own === report.organisationId || own === report.reporterId) && grantsFor(by, 'filler', report).length > 0
}

/** The roles a person holds for this report and at which level: who fills which cell goes by that. */
export function heldFor(by: Person, report: Report): CellFiller[] {
  return (['filler', 'reviewer'] as const).flatMap((role) =>
    grantsFor(by, role, report).map(({ level }) => ({ role, level: level ?? 'institution' })),
  )
}

/** A reviewer acts for one administration: the grant must be on it, not on one above it. */
export function reviewsFor(by: Person, report: Report, organisationId: string | undefined): boolean {
  return grantsFor(by, 'reviewer', report).some((grant) => grant.organisationId === organisationId)
}

/** What hinders the action besides its actor: a lock, the state. `without` is the lock the action is about to release. */
export function checkPossible(report: Report, action: SubmissionAction, without?: (lock: ActiveLock) => boolean): void {
  const lock = report.locks.find((each) => !without?.(each))
  if (lock) throw lockedRefusal(lock)
  if (report.state === 'empty' && action !== 'save') throw E.E_SUBMISSION_EMPTY()
  const seen = report.seenAt !== null
  const why = whyNot(report.state, action, { steps: report.steps, seen })
  if (!why) return
  const alreadySeen = action === 'withdraw' && allowed(report.state, action, { steps: report.steps, seen: false })
  throw alreadySeen ? E.E_SUBMISSION_ALREADY_SEEN(why) : E.E_SUBMISSION_STATE(why)
}

/** What fillers do: own report, open collection, no lock, right state. */
export function checkMayFill(by: Person, report: Report, action: SubmissionAction): void {
  if (!mayFill(by, report)) throw E.E_SUBMISSION_NOT_YOURS()
  if (report.collectionState === 'closed') throw report.trialId ? E.E_TRIAL_ENDED() : E.E_COLLECTION_CLOSED()
  checkPossible(report, action)
}

/** Who may say something about a form that is tried: whoever may fill it, until it ends. */
export function checkMayFillTrial(by: Person, report: Report): void {
  if (!mayFill(by, report)) throw E.E_SUBMISSION_NOT_YOURS()
  if (report.collectionState === 'closed') throw E.E_TRIAL_ENDED()
}

export function isPossible(report: Report, action: SubmissionAction, without?: (lock: ActiveLock) => boolean): boolean {
  const locked = report.locks.some((each) => !without?.(each))
  return !locked && allowed(report.state, action, { steps: report.steps, seen: report.seenAt !== null })
}

/** The administration whose review step waits, if any. */
export function waitingFor(report: Report): string | undefined {
  return waitingStep(report.state, report.steps)?.organisationId
}

/** Locks that came with the report's own approval: what an unlock takes away. */
export function isOwnLock(report: Report): (lock: ActiveLock) => boolean {
  return (lock) => lock.submissionId === report.submissionId
}
