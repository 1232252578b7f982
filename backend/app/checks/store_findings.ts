import type { HotClient } from '#platform'
import type { CheckFinding } from './run_checks.js'

/** What the filler wrote about a 核实性 finding. */
export interface Explanation {
  readonly text: string
  readonly by: string
  readonly at: string
}

export interface FindingsOf {
  readonly submissionId: string
  readonly orgPath: string
  readonly findings: readonly CheckFinding[]
  /** By rule code; kept only for rules that still fail. */
  readonly explanations: Readonly<Record<string, Explanation>>
}

const CLEAR = { name: 'findings_clear', text: 'delete from findings where submission_id = $1' }
const REPLACE = {
  name: 'findings_replace',
  text: `with gone as (delete from findings where submission_id = $1 and rule <> all ($3))
    insert into findings (submission_id, org_path, rule, severity, message, keys, explanation, explained_by, explained_at)
    select $1, $2, f.rule, f.severity, f.message, f.keys, f.explanation, f.explained_by, f.explained_at
    from jsonb_to_recordset($4::jsonb) as f(rule text, severity text, message text, keys jsonb, explanation text,
      explained_by bigint, explained_at timestamptz)
    on conflict (submission_id, rule) do update set severity = excluded.severity, message = excluded.message,
      keys = excluded.keys, explanation = excluded.explanation, explained_by = excluded.explained_by,
      explained_at = excluded.explained_at`,
}

/** Replaces the stored findings of a report by those of the last run: one row per rule. */
export async function storeFindings(client: HotClient, of: FindingsOf): Promise<void> {
  // Most reports have none: that costs a tenth of replacing them.
  if (of.findings.length === 0) {
    await client.query({ ...CLEAR, values: [of.submissionId] })
    return
  }
  const rows = of.findings.map((finding) => {
    const explanation = of.explanations[finding.rule]
    return {
      ...finding,
      explanation: explanation?.text ?? null,
      explained_by: explanation?.by ?? null,
      explained_at: explanation?.at ?? null,
    }
  })
  const values = [of.submissionId, of.orgPath, rows.map(({ rule }) => rule), JSON.stringify(rows)]
  await client.query({ ...REPLACE, values })
}
