import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * One fact table per form, `facts.<form>`: one row per facility and period, one typed column per value.
 *
 * The runtime role has no DDL. Publishing calls facts.define, which runs as the owner and can do only this:
 * create the table of a form if it is missing and add the missing columns. So publishing stays one transaction.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create schema facts;

      -- Which transactions changed a fact table or the obligations: what a kept sum is checked against. A transaction appends
      -- a row of its own, so no commit waits for another.
      create table fact_changes (
        subject text collate "C" not null,
        xid xid8 not null default pg_current_xact_id(),
        at timestamptz not null default now(),
        primary key (subject, xid)
      );
      create function note_fact_change() returns trigger language plpgsql as $$
        begin
          insert into fact_changes (subject) values (tg_table_name) on conflict do nothing;
          return null;
        end $$;

      create function facts.define(form text, columns jsonb) returns void
        language plpgsql security definer set search_path = pg_catalog, public as $$
        declare
          item record;
          reserved constant text[] := array['submission_id', 'form_version_id', 'period', 'organisation_id', 'org_path',
            'division_code', 'city_code', 'county_code', 'category', 'economic_type', 'ownership', 'hospital_level',
            'hospital_grade', 'host', 'affiliation', 'state'];
        begin
          if form !~ '^[a-z][a-z0-9_]{1,40}$' then raise exception 'E_FACTS_NAME'; end if;
          if to_regclass('facts.' || quote_ident(form)) is null then
            execute format('create table facts.%I (
              submission_id bigint primary key,
              form_version_id bigint not null,
              period text collate "C" not null,
              organisation_id bigint not null,
              org_path text collate "C" not null,
              division_code text collate "C" not null,
              city_code text collate "C" not null,
              county_code text collate "C" not null,
              category text collate "C" not null,
              economic_type text collate "C" not null,
              ownership text collate "C" not null,
              hospital_level text collate "C" not null,
              hospital_grade text collate "C" not null,
              host text collate "C" not null,
              affiliation text collate "C" not null,
              state text collate "C" not null,
              unique (period, organisation_id))', form);
            execute format('create index on facts.%I (period, city_code, county_code)', form);
            execute format('alter table facts.%I enable row level security', form);
            execute format('alter table facts.%I force row level security', form);
            execute format('create policy scope on facts.%I using (org_path ^@ any ((select app_scopes())::text[]))', form);
            execute format('create trigger changed after insert or update or delete on facts.%I
              for each statement execute function note_fact_change()', form);
            execute format('grant select, insert, update, delete on facts.%I to %I', form, runtime_role());
          end if;
          for item in select * from jsonb_to_recordset(columns) as c(name text, type text) loop
            if item.name !~ '^[a-z][a-z0-9_]{0,62}$' or item.name = any (reserved) then
              raise exception 'E_FACTS_COLUMN %', item.name;
            end if;
            if item.type not in ('numeric', 'text', 'date') then raise exception 'E_FACTS_TYPE %', item.type; end if;
            execute format('alter table facts.%I add column if not exists %I %s', form, item.name, item.type);
          end loop;
        end $$;
      revoke all on function facts.define(text, jsonb) from public;

      do $$ begin
        execute format('grant usage on schema facts to %I', runtime_role());
        execute format('grant select, insert, delete on fact_changes to %I', runtime_role());
        execute format('grant execute on function facts.define(text, jsonb) to %I', runtime_role());
      end $$;
    `)
  }

  async down() {
    this.schema.raw('drop schema facts cascade; drop function note_fact_change(); drop table fact_changes;')
  }
}
