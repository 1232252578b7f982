import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * Three kinds of collection: `regular`, `quick` (应急快速调查) and `trial` (试填).
 *
 * A trial is filled by real units and never counted. So that no list, sum, rate or carry-in has to remember that, row-level security
 * hides trials from every query unless its transaction names what it means to see: `app.trial` is `*`, `trial <collection>` or
 * `report <obligation>`. The version a trial of a draft is filled on is a frozen copy, hidden the same way.
 *
 * `due_at` is the instant from which a report is late: the end of the day, or earlier where a time is given.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table collections
        add column kind text not null default 'regular' check (kind in ('regular', 'quick', 'trial')),
        add column process text not null default 'levels' check (process in ('levels', 'province', 'none')),
        add column due_time time,
        add column due_at timestamptz not null
          generated always as ((due + coalesce(due_time, time '24:00')) at time zone 'Asia/Shanghai') stored;
      alter table collections drop constraint collections_form_id_period_key;
      create unique index collections_form_period on collections (form_id, period) where kind <> 'trial';

      alter table form_versions add column of_trial boolean not null default false;
      alter table form_versions drop constraint form_versions_form_id_number_key;
      create unique index form_versions_form_number on form_versions (form_id, number) where not of_trial;

      alter table obligations add column trial_id bigint references collections;
      alter table submissions add column trial_id bigint references collections;
      alter table submissions drop constraint submissions_form_id_period_organisation_id_key;
      create unique index submissions_form_period on submissions (form_id, period, organisation_id) where trial_id is null;
      create index submissions_trial on submissions (trial_id) where trial_id is not null;

      create function sees_trials() returns boolean language sql stable parallel safe as
        $$ select coalesce(current_setting('app.trial', true), '') <> '' $$;
      create function sees_trial(trial bigint, obligation bigint) returns boolean language sql stable parallel safe as
        $$ select coalesce(current_setting('app.trial', true), '') in ('*', 'trial ' || trial, 'report ' || obligation) $$;

      drop policy obligations_scope on obligations;
      create policy obligations_scope on obligations using (
        org_path ^@ any ((select app_scopes())::text[]) and (trial_id is null or sees_trial(trial_id, id)));
      drop policy scope on submissions;
      create policy scope on submissions using (
        org_path ^@ any ((select app_scopes())::text[]) and (trial_id is null or sees_trial(trial_id, obligation_id)));

      alter table collections enable row level security;
      alter table collections force row level security;
      create policy shown on collections using (kind <> 'trial' or sees_trials());
      alter table form_versions enable row level security;
      alter table form_versions force row level security;
      create policy shown on form_versions using (not of_trial or sees_trials());

      -- What those who try a form say about it, at a cell or about the whole.
      create table trial_comments (
        id bigint generated always as identity primary key,
        trial_id bigint not null references collections,
        obligation_id bigint not null references obligations,
        org_path text collate "C" not null,
        cell_id text collate "C",
        place text not null,
        text text not null,
        account_id bigint not null,
        at timestamptz not null,
        settled_at timestamptz,
        settled_by bigint
      );
      create index trial_comments_trial on trial_comments (trial_id, id);
      alter table trial_comments enable row level security;
      alter table trial_comments force row level security;
      create policy scope on trial_comments using (
        org_path ^@ any ((select app_scopes())::text[]) and sees_trial(trial_id, obligation_id));

      create sequence quick_survey_number;

      do $$ begin
        execute format('grant select, insert, update on trial_comments to %I', runtime_role());
        execute format('grant usage on sequence quick_survey_number to %I', runtime_role());
      end $$;
    `)
  }

  async down() {
    this.schema.raw(`
      drop sequence quick_survey_number;
      drop table trial_comments;
      drop policy shown on form_versions;
      alter table form_versions no force row level security, disable row level security;
      drop policy shown on collections;
      alter table collections no force row level security, disable row level security;
      drop policy scope on submissions;
      create policy scope on submissions using (org_path ^@ any ((select app_scopes())::text[]));
      drop policy obligations_scope on obligations;
      create policy obligations_scope on obligations using (org_path ^@ any ((select app_scopes())::text[]));
      drop function sees_trial(bigint, bigint); drop function sees_trials();

      drop index submissions_form_period;
      alter table submissions drop column trial_id;
      alter table submissions add unique (form_id, period, organisation_id);
      alter table obligations drop column trial_id;
      drop index form_versions_form_number;
      alter table form_versions drop column of_trial;
      alter table form_versions add unique (form_id, number);
      drop index collections_form_period;
      alter table collections drop column due_at, drop column due_time, drop column process, drop column kind;
      alter table collections add unique (form_id, period);
    `)
  }
}
