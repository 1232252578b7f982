import type { HeaderItem } from '@weitong/designer/template'
import { Period } from '@weitong/designer/period'
import type { PublishedVersion } from '#forms'
import { dayOf, today } from '#platform'
import type { Report } from './report.js'
import type { Person } from './submission_policy.js'

/** The person whose name and telephone stand where nobody has written others; null for who only reads. */
type Filler = Person | null

/**
 * Head and foot items as the paper shows them: what was saved, else what the profile says. Read-only items always say what the
 * profile says; items about the filler stay empty for somebody who only reads.
 */
export function headerOf(version: PublishedVersion, report: Report, filler: Filler): Record<string, string> {
  const header: Record<string, string> = {}
  for (const item of version.template.headerItems) {
    const saved = savedItem(item, report, filler)
    const prefilled = prefill(item, report, filler)
    header[item.id] = item.readOnly && prefilled !== '' ? prefilled : (saved ?? prefilled)
  }
  return header
}

/** The day a report went out the last time is not the day it goes out now. */
function savedItem({ id, prefill: from }: HeaderItem, report: Report, filler: Filler): string | undefined {
  const saved = report.header[id]
  const stale = filler && from === 'today' && report.submittedAt && saved === dayOf(report.submittedAt)
  return stale ? undefined : saved
}

function prefill({ prefill: from }: HeaderItem, report: Report, filler: Filler): string {
  switch (from) {
    case 'org.name':
      return report.org.name
    case 'org.creditCode':
      return report.org.creditCode
    case 'period':
      return Period.parse(report.period).label
    case 'org.leader':
      return report.leader
    case 'account.name':
      return filler?.acting.account.name ?? ''
    case 'account.phone':
      return filler?.acting.account.phone ?? ''
    case 'today':
      return filler ? today() : ''
    case null:
      return ''
  }
}
