import { formsCarriedIn, type StartValue, startValues } from '@weitong/designer/entry'
import { Period } from '@weitong/designer/period'
import type { PublishedVersion } from '#forms'
import type { HotClient } from '#platform'
import { type EarlierValues, readCarriedIn, type Report } from './report.js'

/** What the inputs of a report begin with, by value key: defaults and what is carried in. */
export async function startsOf(
  client: HotClient,
  { report, version, earlier }: { report: Report; version: PublishedVersion; earlier: EarlierValues },
): Promise<Readonly<Record<string, StartValue>>> {
  const { compiled } = version
  if (!compiled.inputs.some(({ cell }) => cell.start !== undefined)) return {}
  const others = await readCarriedIn(client, report, formsCarriedIn(compiled))
  return startValues(compiled, { org: report.org, period: Period.parse(report.period), ...earlier }, others)
}
