import { Period } from '@weitong/designer/period'
import { rows, type Trx } from '#platform'
import { E } from './errors.js'

interface State {
  readonly state: 'published' | 'retired'
  readonly formRetired: boolean
  readonly from: string | null
  readonly to: string | null
}

/**
 * Refuses a published version that a 报送任务 of this period may not use: retired, its form retired, or not in effect then. Reads the row
 * as it is now, whatever the process has kept of the version, and holds it against being retired meanwhile.
 */
export async function checkUsable(trx: Trx, versionId: string, period: Period): Promise<void> {
  const [version] = await rows<State>(
    trx,
    `select v.state, f.retired_at is not null as "formRetired", v.effective_from as "from", v.effective_to as "to"
     from form_versions v join forms f on f.id = v.form_id where v.id = :versionId and v.state <> 'draft' for share`,
    { versionId },
  )
  if (!version) throw E.E_FORM_VERSION_NOT_FOUND()
  if (version.formRetired) throw E.E_FORM_RETIRED()
  if (version.state === 'retired') throw E.E_FORM_VERSION_RETIRED()
  const [first, last] = [period.start.slice(0, 7), period.end.slice(0, 7)]
  if ((version.from !== null && first < version.from) || (version.to !== null && last > version.to)) {
    throw E.E_FORM_VERSION_NOT_EFFECTIVE(effectiveLabel(version), period.label)
  }
}

/** `2026年1月起`, `2024年1月至2025年12月`. */
function effectiveLabel({ from, to }: Pick<State, 'from' | 'to'>): string {
  const label = (month: string): string => Period.parse(month).label
  if (from === null) return to === null ? '' : `至${label(to)}止`
  return to === null ? `${label(from)}起` : `${label(from)}至${label(to)}`
}
