import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * 换版: an open collection goes over to another version of its form. A switch is tried first: one row per unit says what would happen
 * to its report; the same row stays as the record of what was decided on.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table version_switches (
        id bigint generated always as identity primary key,
        collection_id bigint not null references collections,
        from_version_id bigint not null references form_versions,
        to_version_id bigint not null references form_versions,
        state text not null check (state in ('trying', 'tried', 'running', 'done')),
        job_id bigint references jobs,
        counts jsonb not null default '{}',
        result jsonb,
        returns boolean,
        reason text,
        made_at timestamptz not null,
        made_by bigint not null,
        done_at timestamptz
      );
      create index version_switches_collection on version_switches (collection_id, id desc);

      create table version_switch_units (
        switch_id bigint not null references version_switches,
        organisation_id bigint not null references organisations,
        org_path text collate "C" not null,
        obligation_id bigint references obligations,
        name text not null,
        state text collate "C" not null,
        fate text not null check (fate in ('empty', 'moves', 'keeps', 'again', 'locked', 'added')),
        outside boolean not null,
        removed jsonb not null,
        reread jsonb not null,
        missing smallint not null,
        errors smallint not null,
        warnings smallint not null,
        messages jsonb not null,
        primary key (switch_id, organisation_id)
      );
      alter table version_switch_units enable row level security;
      alter table version_switch_units force row level security;
      create policy scope on version_switch_units using (org_path ^@ any ((select app_scopes())::text[]));

      do $$ begin
        execute format('grant select, insert, update on version_switches to %I', runtime_role());
        execute format('grant select, insert, delete on version_switch_units to %I', runtime_role());
      end $$;
    `)
  }

  async down() {
    this.schema.raw('drop table version_switch_units; drop table version_switches;')
  }
}
