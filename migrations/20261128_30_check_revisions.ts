import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * Checks, thresholds and help of a published version have versions of their own. A revision says what it changed and what differs
 * from the published version with it. An open collection follows the newest one, a closed one keeps the one it was closed with; a
 * report says by which it was last checked.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table check_revisions (
        id bigint generated always as identity primary key,
        form_version_id bigint not null references form_versions,
        number integer not null,
        changes jsonb not null,
        overlay jsonb not null,
        words jsonb not null,
        reason text not null,
        made_at timestamptz not null,
        made_by bigint not null,
        made_by_name text not null,
        unique (form_version_id, number)
      );
      -- Belongs to no organisation: everybody who acts at all may read why a check was changed.
      alter table check_revisions enable row level security;
      alter table check_revisions force row level security;
      create policy acting on check_revisions using (cardinality((select app_scopes())) > 0);

      alter table collections add column check_revision_id bigint references check_revisions;
      alter table submissions add column check_revision_id bigint references check_revisions;

      create function newest_checks(version bigint) returns bigint language sql stable
        as $$ select max(id) from check_revisions where form_version_id = version $$;
      create function collections_follow_checks() returns trigger language plpgsql as $$
        begin
          if tg_op = 'INSERT' or new.form_version_id <> old.form_version_id or (old.state = 'closed' and new.state = 'open') then
            new.check_revision_id := newest_checks(new.form_version_id);
          end if;
          return new;
        end $$;
      create trigger follow_checks before insert or update on collections
        for each row execute function collections_follow_checks();

      do $$ begin
        execute format('grant select, insert on check_revisions to %I', runtime_role());
      end $$;
    `)
  }

  async down() {
    this.schema.raw(`
      drop trigger follow_checks on collections; drop function collections_follow_checks(); drop function newest_checks(bigint);
      alter table submissions drop column check_revision_id; alter table collections drop column check_revision_id;
      drop table check_revisions;
    `)
  }
}
