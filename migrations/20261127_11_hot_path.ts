import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * What a save and a submit cost.
 *
 * The change log says at which revision, by whom and when a cell was changed: `stamps` repeated it in every report (half of what a
 * save wrote). An explanation now carries who wrote it and when: `{rule: {text, by, at}}`.
 *
 * A function in SQL is planned at every call, one in PL/pgSQL once per connection; and a sub-select in a policy is set up by every
 * statement on the table, whether or not a row ever asks it.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      select set_config('app.scopes', '/', true);
      update submissions s set explanations = (
        select coalesce(jsonb_object_agg(e.key, jsonb_build_object('text', e.value,
          'by', s.stamps -> ('explanations.' || e.key) ->> 1, 'at', s.stamps -> ('explanations.' || e.key) ->> 2)), '{}')
        from jsonb_each_text(s.explanations) e where e.value <> '')
      where s.explanations <> '{}';
      alter table submissions drop column stamps;

      -- A lock on a region holds for everybody below it, so it is also seen from below.
      create function within_path(path text) returns boolean language plpgsql stable parallel safe as
        $$ begin return exists (select from unnest(app_scopes()) s where s ^@ path); end $$;
      drop policy scope on locks;
      create policy scope on locks using (org_path ^@ any ((select app_scopes())::text[]) or within_path(org_path));

      create or replace function session_of(hash bytea, now timestamptz)
        returns table (account_id bigint, login text, name text, phone text, organisation_id bigint, grants jsonb, seen_at timestamptz)
        language plpgsql stable security definer set search_path = public
        as $$ #variable_conflict use_column
        begin
          return query
          select a.id, a.login, a.name, a.phone, a.organisation_id,
            coalesce((select jsonb_agg(jsonb_build_object('role', g.role, 'area', g.area, 'organisationId', o.id::text,
                'path', o.path, 'name', o.name, 'kind', o.kind, 'level', o.level, 'divisionCode', o.division_code) order by g.id)
              from account_grants g join organisations o on o.id = g.organisation_id where g.account_id = a.id), '[]'),
            s.seen_at
          from sessions s join accounts a on a.id = s.account_id
          where s.token_hash = $1 and s.expires_at > $2 and a.status = 'active';
        end $$;
    `)
  }

  async down() {
    this.schema.raw(`
      select set_config('app.scopes', '/', true);
      alter table submissions add column stamps jsonb not null default '{}';
      update submissions s set stamps = (
        select coalesce(jsonb_object_agg(c.key, jsonb_build_array(c.revision, c.account_id::text, c.at)), '{}')
        from (select distinct on (key) key, l.revision, l.account_id, l.at from change_log l, jsonb_object_keys(l.changes) key
          where l.submission_id = s.id order by key, l.revision desc) c);
      update submissions s set explanations = (
        select coalesce(jsonb_object_agg(e.key, e.value ->> 'text'), '{}') from jsonb_each(s.explanations) e)
      where s.explanations <> '{}';

      drop policy scope on locks;
      create policy scope on locks using (
        org_path ^@ any ((select app_scopes())::text[])
        or exists (select from unnest((select app_scopes())::text[]) s where s ^@ org_path));
      drop function within_path(text);

      create or replace function session_of(hash bytea, now timestamptz)
        returns table (account_id bigint, login text, name text, phone text, organisation_id bigint, grants jsonb, seen_at timestamptz)
        language sql stable security definer set search_path = public
        as $$
          select a.id, a.login, a.name, a.phone, a.organisation_id,
            coalesce((select jsonb_agg(jsonb_build_object('role', g.role, 'area', g.area, 'organisationId', o.id::text,
                'path', o.path, 'name', o.name, 'kind', o.kind, 'level', o.level, 'divisionCode', o.division_code) order by g.id)
              from account_grants g join organisations o on o.id = g.organisation_id where g.account_id = a.id), '[]'),
            s.seen_at
          from sessions s join accounts a on a.id = s.account_id
          where s.token_hash = hash and s.expires_at > now and a.status = 'active'
        $$;
    `)
  }
}
