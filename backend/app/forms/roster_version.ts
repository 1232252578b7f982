import { compileTemplate, expandRoster, rosterRows } from '@weitong/designer/template'
import type { PublishedVersion } from './published_version.js'

/**
 * A version with a row for every record of a roster: those of the draft and those a request names, as many as the form allows.
 * Any other version as it is.
 */
export function withRows(
  version: PublishedVersion,
  draft: Readonly<Record<string, unknown>>,
  request: Readonly<Record<string, unknown>> = {},
): PublishedVersion {
  const { roster } = version.template
  if (!roster) return version
  const named = Object.fromEntries(Object.keys(request).map((key) => [key, '']))
  const rows = rosterRows(version.template, { ...draft, ...named }).slice(0, roster.maxRows)
  const template = expandRoster(version.template, rows)
  return { ...version, template, compiled: compileTemplate(template) }
}
