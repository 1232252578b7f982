import { expiryOf } from '@weitong/designer/period'
import { type Acting, inTransaction, rows, today } from '#platform'

/** Contract `ExpiringForm`. */
export interface ExpiringForm {
  readonly versionId: string
  readonly code: string
  readonly title: string
  readonly validUntil: string
}

/** Forms in use, of one's business areas, whose newest published version has come within 90 days of its 有效期; soonest first. */
export async function listExpiringForms(acting: Acting): Promise<ExpiringForm[]> {
  const found = await inTransaction(acting, (trx) =>
    rows<ExpiringForm>(
      trx,
      `select distinct on (f.id) v.id::text as "versionId", f.code, f.title, v.valid_until as "validUntil"
       from forms f join form_versions v on v.form_id = f.id and v.state = 'published'
       where f.retired_at is null and ('*' = any (:areas) or f.area = any (:areas)) order by f.id, v.number desc`,
      { areas: [...acting.areas] },
    ),
  )
  return found
    .filter(({ validUntil }) => expiryOf(validUntil, today()) !== null)
    .sort((a, b) => (a.validUntil < b.validUntil ? -1 : 1))
}
