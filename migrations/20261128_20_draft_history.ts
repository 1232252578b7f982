import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * What a draft has been, and how long a version and a form are used: history entries, 生效期间 in months, 停用 of a form.
 * A version's own state says whether it is retired; the trigger that keeps it from changing does not look at these columns.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table draft_history (
        id bigint generated always as identity primary key,
        form_version_id bigint not null references form_versions,
        kind text not null check (kind in ('begin', 'save', 'restore', 'aside', 'publish')),
        revision integer not null,
        template jsonb not null,
        summary text not null,
        began_at timestamptz not null,
        saved_at timestamptz not null,
        saved_by bigint
      );
      create index draft_history_version on draft_history (form_version_id, id);

      alter table form_versions
        add column effective_from text collate "C" check (effective_from ~ '^\\d{4}-(0[1-9]|1[0-2])$'),
        add column effective_to text collate "C" check (effective_to ~ '^\\d{4}-(0[1-9]|1[0-2])$'),
        add constraint effective_order check (effective_from <= effective_to);
      alter table forms add column retired_at timestamptz;

      do $$ begin
        execute format('grant select, insert, update, delete on draft_history to %I', runtime_role());
      end $$;
    `)
  }

  async down() {
    this.schema.raw(`
      alter table forms drop column retired_at;
      alter table form_versions drop constraint effective_order, drop column effective_from, drop column effective_to;
      drop table draft_history;
    `)
  }
}
