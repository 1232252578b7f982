import { compileTemplate, expandRoster, rosterRows } from '@weitong/designer/template'
import type { PublishedVersion } from './published_version.js'

/** A version with a row for every record of a roster that holds anything. Any other version as it is. */
export function withRows(version: PublishedVersion, draft: Readonly<Record<string, unknown>>): PublishedVersion {
  if (!version.template.roster) return version
  const template = expandRoster(version.template, rosterRows(version.template, draft))
  return { ...version, template, compiled: compileTemplate(template) }
}
