import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * Rows of a 变长表 as facts: `fact_rows.<form>` beside `facts.<form>`, one row per record, with everything its report's row carries, so
 * that neither scope nor state needs a join. A record goes with the row of its report.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create schema fact_rows;

      create function fact_rows.define(form text, columns jsonb) returns void
        language plpgsql security definer set search_path = pg_catalog, public as $$
        declare
          item record;
          reserved constant text[] := array['submission_id', 'form_version_id', 'period', 'organisation_id', 'org_path',
            'division_code', 'city_code', 'county_code', 'category', 'economic_type', 'ownership', 'hospital_level',
            'hospital_grade', 'host', 'affiliation', 'state', 'row_id', 'row_number'];
        begin
          if form !~ '^[a-z][a-z0-9_]{1,40}$' then raise exception 'E_FACTS_NAME'; end if;
          if to_regclass('fact_rows.' || quote_ident(form)) is null then
            execute format('create table fact_rows.%I (
              submission_id bigint not null references facts.%I on delete cascade,
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
              row_id text collate "C" not null,
              row_number integer not null,
              primary key (submission_id, row_id))', form, form);
            execute format('create index on fact_rows.%I (period, city_code, county_code)', form);
            execute format('alter table fact_rows.%I enable row level security', form);
            execute format('alter table fact_rows.%I force row level security', form);
            execute format('create policy scope on fact_rows.%I using (org_path ^@ any ((select app_scopes())::text[]))', form);
            execute format('create trigger changed after insert or update or delete on fact_rows.%I
              for each statement execute function note_fact_change()', form);
            execute format('grant select, insert, update, delete on fact_rows.%I to %I', form, runtime_role());
          end if;
          for item in select * from jsonb_to_recordset(columns) as c(name text, type text) loop
            if item.name !~ '^[a-z][a-z0-9_]{0,62}$' or item.name = any (reserved) then
              raise exception 'E_FACTS_COLUMN %', item.name;
            end if;
            if item.type not in ('numeric', 'text', 'date') then raise exception 'E_FACTS_TYPE %', item.type; end if;
            execute format('alter table fact_rows.%I add column if not exists %I %s', form, item.name, item.type);
          end loop;
        end $$;
      revoke all on function fact_rows.define(text, jsonb) from public;

      -- Rosters that were published before have a table of reports only.
      do $$
        declare
          version record;
        begin
          perform set_config('app.scopes', '/', true);
          for version in
            select lower(replace(f.code, '-', '_')) as form, (
              select jsonb_agg(jsonb_build_object('name', lower(c->'binding'->>'key'), 'type',
                case when i->>'type' in ('integer', 'decimal') then 'numeric' when i->>'type' = 'date' then 'date' else 'text' end))
              from jsonb_array_elements(v.template->'cells') c
                join jsonb_array_elements(v.template->'indicators') i on i->>'code' = c->'binding'->>'indicator'
              where c->>'row' = v.template->'roster'->>'row') as columns
            from form_versions v join forms f on f.id = v.form_id
            where v.state <> 'draft' and v.template->'roster' is not null order by v.number
          loop
            perform fact_rows.define(version.form, version.columns);
          end loop;
          execute format('grant usage on schema fact_rows to %I', runtime_role());
          execute format('grant execute on function fact_rows.define(text, jsonb) to %I', runtime_role());
        end $$;
    `)
  }

  async down() {
    this.schema.raw('drop schema fact_rows cascade;')
  }
}
