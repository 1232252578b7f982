import { type Acting, inTransaction, rows } from '#platform'

/** Contract `FormSummary[]`: forms of one's business areas with all their versions. */
export function listForms(acting: Acting): Promise<unknown[]> {
  return inTransaction(acting, (trx) =>
    rows(
      trx,
      `select f.id, f.code, f.title, f.period_type as "periodType", f.area, f.secrecy, f.retired_at as "retiredAt",
         (select jsonb_array_length(v.template->'indicators') from form_versions v where v.form_id = f.id
          order by v.number desc limit 1) as indicators,
         exists (select from form_versions v where v.form_id = f.id and v.template->'unverified' is not null
           and v.number = (select max(number) from form_versions where form_id = f.id)) as unverified,
         (select jsonb_agg(jsonb_build_object('id', v.id::text, 'number', v.number, 'edition', v.edition, 'state', v.state,
            'publishedAt', v.published_at, 'publishedBy', a.name, 'effectiveFrom', v.effective_from,
            'effectiveTo', v.effective_to) order by v.number desc)
          from form_versions v left join accounts a on a.id = v.published_by where v.form_id = f.id) as versions,
         coalesce((select v.valid_until from form_versions v where v.form_id = f.id and v.state = 'published'
            order by v.number desc limit 1), '') as "validUntil",
         (select count(*)::int from collections c where c.form_id = f.id and c.state = 'open') as "openCollections",
         (select max(v.saved_at) from form_versions v where v.form_id = f.id) as "updatedAt"
       from forms f where '*' = any (:areas) or f.area = any (:areas) order by f.code`,
      { areas: acting.areas },
    ),
  )
}
