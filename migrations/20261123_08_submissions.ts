import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * Submissions hold the draft as a JSON document (invalid input included) and the values as last submitted.
 * stamps says per cell at which revision, by whom and when it was last changed: what merging and conflicts are decided by.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table submissions (
        id bigint generated always as identity primary key,
        form_id bigint not null references forms,
        period text collate "C" not null,
        organisation_id bigint not null references organisations,
        obligation_id bigint not null unique references obligations,
        form_version_id bigint not null references form_versions,
        org_path text collate "C" not null,
        state text collate "C" not null,
        revision integer not null,
        draft jsonb not null default '{}',
        stamps jsonb not null default '{}',
        header jsonb not null default '{}',
        explanations jsonb not null default '{}',
        filled smallint not null default 0,
        explained smallint not null default 0,
        submitted jsonb,
        submitted_at timestamptz,
        submitted_by bigint,
        overdue boolean not null default false,
        seen_at timestamptz,
        passed jsonb not null default '[]',
        return_reason text,
        return_key text,
        saved_at timestamptz not null,
        saved_by bigint not null,
        unique (form_id, period, organisation_id)
      ) with (fillfactor = 70);
      create index submissions_organisation on submissions (organisation_id, form_id, period);

      create table change_log (
        id bigint generated always as identity primary key,
        submission_id bigint not null references submissions,
        org_path text collate "C" not null,
        revision integer not null,
        account_id bigint not null,
        at timestamptz not null,
        changes jsonb not null
      );
      create index change_log_submission on change_log (submission_id, revision);

      create table findings (
        submission_id bigint not null references submissions,
        org_path text collate "C" not null,
        rule text collate "C" not null,
        severity text not null check (severity in ('error', 'warning')),
        message text not null,
        keys jsonb not null,
        explanation text,
        explained_by bigint,
        explained_at timestamptz,
        primary key (submission_id, rule)
      );

      create table review_events (
        id bigint generated always as identity primary key,
        submission_id bigint not null references submissions,
        org_path text collate "C" not null,
        at timestamptz not null,
        account_id bigint not null,
        action text not null check (action in ('submit', 'withdraw', 'pass', 'return', 'unlock')),
        level text check (level in ('county', 'city', 'province')),
        reason text,
        key text
      );
      create index review_events_submission on review_events (submission_id, id);

      create table locks (
        id bigint generated always as identity primary key,
        org_path text collate "C" not null,
        form_id bigint references forms,
        period text collate "C",
        submission_id bigint references submissions,
        reason text not null,
        made_by bigint not null,
        made_at timestamptz not null,
        until timestamptz,
        released_at timestamptz,
        released_by bigint,
        release_reason text
      );
      create index locks_submission on locks (submission_id) where released_at is null;
      create index locks_path on locks (org_path) where released_at is null;

      do $$
        declare
          name text;
        begin
          foreach name in array array['submissions', 'change_log', 'findings', 'review_events', 'locks'] loop
            execute format('alter table %I enable row level security', name);
            execute format('alter table %I force row level security', name);
          end loop;
          foreach name in array array['submissions', 'change_log', 'findings', 'review_events'] loop
            execute format('create policy scope on %I using (org_path ^@ any ((select app_scopes())::text[]))', name);
          end loop;
          -- A lock on a region holds for everybody below it, so it is also seen from below.
          create policy scope on locks using (
            org_path ^@ any ((select app_scopes())::text[])
            or exists (select from unnest((select app_scopes())::text[]) s where s ^@ org_path));
          execute format('grant select, insert, update on submissions, locks to %I', runtime_role());
          execute format('grant select, insert on change_log, review_events to %I', runtime_role());
          execute format('grant select, insert, update, delete on findings to %I', runtime_role());
        end $$;
    `)
  }

  async down() {
    this.schema.raw(
      'drop table locks; drop table review_events; drop table findings; drop table change_log; drop table submissions;',
    )
  }
}
