import { BaseSchema } from '@adonisjs/lucid/schema'

/** Forms and their versions. A published version never changes again; the trigger holds that against everybody. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table forms (
        id bigint generated always as identity primary key,
        code text collate "C" not null unique check (code ~ '^[A-Z][A-Z0-9-]{1,29}$'),
        title text not null,
        period_type text not null check (period_type in ('month', 'quarter', 'half', 'year')),
        area text not null default 'statistics',
        secrecy text not null default 'internal' check (secrecy in ('public', 'internal', 'sensitive')),
        created_at timestamptz not null
      );
      create table form_versions (
        id bigint generated always as identity primary key,
        form_id bigint not null references forms,
        number integer not null,
        edition text not null default '',
        state text not null check (state in ('draft', 'published', 'retired')),
        revision integer not null default 1,
        template jsonb not null,
        schema jsonb,
        content_hash text,
        saved_at timestamptz not null,
        saved_by bigint,
        published_at timestamptz,
        published_by bigint,
        unique (form_id, number)
      );
      create unique index form_versions_one_draft on form_versions (form_id) where state = 'draft';

      create function form_versions_immutable() returns trigger language plpgsql as $$
        begin
          if old.state <> 'draft' and (new.template, new.schema, new.content_hash, new.number, new.form_id)
              is distinct from (old.template, old.schema, old.content_hash, old.number, old.form_id) then
            raise exception 'E_FORM_VERSION_IMMUTABLE';
          end if;
          return new;
        end $$;
      create trigger form_versions_immutable before update on form_versions
        for each row execute function form_versions_immutable();

      do $$ begin
        execute format('grant select, insert, update on forms, form_versions to %I', runtime_role());
      end $$;
    `)
  }

  async down() {
    this.schema.raw('drop table form_versions; drop function form_versions_immutable(); drop table forms;')
  }
}
