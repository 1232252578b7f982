import { BaseSchema } from '@adonisjs/lucid/schema'

/** A workbook read for the dictionary: its table, and what each row would do. One's own; applied in one transaction, or never. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table dictionary_imports (
        id bigint generated always as identity primary key,
        kind text not null check (kind in ('indicator', 'code_list')),
        list text collate "C" references code_lists,
        account_id bigint not null,
        file_name text not null,
        at timestamptz not null,
        state text not null check (state in ('checked', 'applied')),
        source jsonb not null,
        lines jsonb not null,
        check ((kind = 'code_list') = (list is not null))
      );
      create index dictionary_imports_account on dictionary_imports (account_id, at);
      alter table dictionary_imports enable row level security;
      alter table dictionary_imports force row level security;
      create policy dictionary_imports_own on dictionary_imports using (account_id = (select app_account()));
      do $$ begin
        execute format('grant select, insert, update, delete on dictionary_imports to %I', runtime_role());
      end $$;
    `)
  }

  async down() {
    this.schema.raw('drop table dictionary_imports;')
  }
}
