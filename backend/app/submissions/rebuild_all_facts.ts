import { STATUS_FILTERS } from '@weitong/designer/submission'
import { rebuildFacts, type RebuiltForm, type RebuiltRows } from '#facts'
import { inTransaction, PLATFORM, rows, type Trx } from '#platform'

/**
 * Makes the fact tables again from published versions and from the reports that count, all in one transaction of the owner:
 * who sums meanwhile waits, and sees the old tables or the new ones. One form, or all.
 */
export function rebuildAllFacts(formCode: string | null): Promise<({ readonly code: string } & RebuiltRows)[]> {
  return inTransaction(
    PLATFORM,
    async (trx) => {
      const rebuilt = []
      for (const form of await publishedForms(trx, formCode)) {
        rebuilt.push({ code: form.code, ...(await rebuildFacts(trx, form, STATUS_FILTERS.submitted)) })
      }
      return rebuilt
    },
    'owner',
  )
}

function publishedForms(trx: Trx, formCode: string | null): Promise<RebuiltForm[]> {
  return rows<RebuiltForm>(
    trx,
    `select f.code, jsonb_agg(jsonb_build_object('id', v.id::text, 'template', v.template) order by v.number) as versions
     from forms f join form_versions v on v.form_id = f.id and v.state <> 'draft'
     where :formCode::text is null or f.code = :formCode group by f.code order by f.code`,
    { formCode },
  )
}
