import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * A collection (报送任务) is a form version for a period; an obligation is one unit that owes a report in it.
 * The attributes of the unit are frozen on the obligation: totals and rates of that period use them for ever.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table collections (
        id bigint generated always as identity primary key,
        form_id bigint not null references forms,
        form_version_id bigint not null references form_versions,
        period text collate "C" not null,
        due date not null,
        due_county date not null,
        due_city date not null,
        due_province date not null,
        state text not null check (state in ('open', 'closed')),
        opened_at timestamptz not null,
        opened_by bigint not null,
        unique (form_id, period)
      );
      create table obligations (
        id bigint generated always as identity primary key,
        collection_id bigint not null references collections,
        organisation_id bigint not null references organisations,
        org_path text collate "C" not null,
        reporter_id bigint,
        name text not null,
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
        town_code text collate "C" not null,
        credit_code text collate "C" not null,
        review_steps jsonb not null,
        unique (collection_id, organisation_id)
      );
      create index obligations_path on obligations (collection_id, org_path);
      create index obligations_organisation on obligations (organisation_id);

      create trigger changed after insert or update or delete on obligations
        for each statement execute function note_fact_change();

      alter table obligations enable row level security;
      alter table obligations force row level security;
      create policy obligations_scope on obligations using (org_path ^@ any ((select app_scopes())::text[]));

      do $$ begin
        execute format('grant select, insert, update on collections, obligations to %I', runtime_role());
      end $$;
    `)
  }

  async down() {
    this.schema.raw('drop table obligations; drop table collections;')
  }
}
