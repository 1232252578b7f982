import { BaseSchema } from '@adonisjs/lucid/schema'

/** The indicator dictionary and the code lists. Codes are unique without regard to case: they name fact columns. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table code_lists (
        code text collate "C" primary key,
        title text not null
      );
      create table code_items (
        list text collate "C" not null references code_lists,
        code text collate "C" not null,
        name text not null,
        parent text collate "C",
        position integer not null,
        primary key (list, code)
      );
      create table indicators (
        code text collate "C" primary key,
        name text not null,
        type text not null check (type in ('integer', 'decimal', 'text', 'code', 'date')),
        unit text not null default '',
        decimals smallint,
        aggregation text not null check (aggregation in ('sum', 'period-end', 'ratio', 'count-by-code', 'none')),
        ratio text,
        code_list text collate "C" references code_lists,
        definition text not null default '',
        created_at timestamptz not null
      );
      create unique index indicators_code_ci on indicators (lower(code));

      do $$ begin
        execute format('grant select, insert, update on code_lists, code_items, indicators to %I', runtime_role());
      end $$;
    `)
  }

  async down() {
    this.schema.raw('drop table indicators; drop table code_items; drop table code_lists;')
  }
}
