import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * What reading and saving a report need besides the tables: the names of those who acted on it, and two indexes.
 *
 * A filler may not see the account of the county's reviewer, yet the report says who returned it: the function answers
 * with name and unit alone, for ids that stand on the report.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create function account_names(wanted bigint[]) returns table (id bigint, name text, organisation text)
        language sql stable security definer set search_path = public
        as $$
          select a.id, a.name, o.name from accounts a join organisations o on o.id = a.organisation_id
          where a.id = any (wanted)
        $$;
      revoke all on function account_names(bigint[]) from public;

      -- Locks on a region, form or period are few and asked by every save; those on one report have an index of their own.
      create index locks_wide on locks (org_path) where released_at is null and submission_id is null;
      create index obligations_reporter on obligations (reporter_id) where reporter_id is not null;

      do $$ begin
        execute format('grant execute on function account_names(bigint[]) to %I', runtime_role());
      end $$;
    `)
  }

  async down() {
    this.schema.raw('drop index obligations_reporter; drop index locks_wide; drop function account_names(bigint[]);')
  }
}
