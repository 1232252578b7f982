import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * What was recognised in an uploaded file, kept while its owner decides on it: a page that is opened again finds it, and the draft is
 * made of what the server recognised, not of what a browser says it did. Seen by nobody else.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table form_recognitions (
        id bigint generated always as identity primary key,
        account_id bigint not null references accounts,
        file_name text not null,
        result jsonb not null,
        created_at timestamptz not null
      );
      create index form_recognitions_account on form_recognitions (account_id, created_at);
      alter table form_recognitions enable row level security;
      alter table form_recognitions force row level security;
      create policy own on form_recognitions using (account_id = (select app_account()));

      do $$ begin
        execute format('grant select, insert, delete on form_recognitions to %I', runtime_role());
      end $$;
    `)
  }

  async down() {
    this.schema.raw('drop table form_recognitions;')
  }
}
