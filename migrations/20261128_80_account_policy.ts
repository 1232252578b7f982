import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * Passwords age and are remembered, guesses are counted by account and place instead of locking the account, and a session knows how
 * long it may last and why it ended: an ended row stays for a day, so that the browser it ended in can be told.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table accounts drop column failed_count, drop column locked_until,
        add column password_changed_at timestamptz,
        add column must_change boolean not null default false;
      update accounts set password_changed_at = created_at;
      alter table accounts alter column password_changed_at set not null;

      create table password_history (
        id bigint generated always as identity primary key,
        account_id bigint not null references accounts,
        password_hash text not null,
        at timestamptz not null
      );
      create index password_history_account on password_history (account_id, id);
      alter table password_history enable row level security;
      alter table password_history force row level security;
      create policy own on password_history using (account_id = (select app_account()));

      -- Keys are digests of (account name, place); a name that does not exist is counted like any other.
      create table sign_in_limits (
        key text collate "C" primary key,
        failures integer not null,
        since timestamptz not null,
        until timestamptz
      );

      -- Counts an attempt before it is judged, so that guesses sent at once all count. Returns until when the place has to wait.
      create function count_guess(wanted text, at timestamptz, most int, within interval, wait interval) returns timestamptz
        language sql as $$
          insert into sign_in_limits as l (key, failures, since, until)
          values (wanted, 1, at, case when most = 1 then at + wait end)
          on conflict (key) do update set
            failures = case when coalesce(l.until, l.since + within) <= at then 1 else l.failures + 1 end,
            since = case when coalesce(l.until, l.since + within) <= at then at else l.since end,
            until = case when coalesce(l.until, l.since + within) <= at then null
              when l.failures + 1 = most then at + wait else l.until end
          returning case when failures > most then until end
        $$;

      alter table sessions
        add column id bigint generated always as identity unique,
        add column idle_minutes smallint not null default 30,
        add column ends_at timestamptz,
        add column ended_at timestamptz,
        add column ended_reason text check (ended_reason in ('signed-out', 'limit', 'person', 'password', 'administrator'));

      drop function session_of(bytea, timestamptz);
      create function session_of(hash bytea, now timestamptz)
        returns table (account_id bigint, login text, name text, phone text, organisation_id bigint, grants jsonb, seen_at timestamptz,
          session_id bigint, idle_minutes smallint, ended_reason text, password_changed_at timestamptz, must_change boolean)
        language plpgsql stable security definer set search_path = public
        as $$ #variable_conflict use_column
        begin
          return query
          select a.id, a.login, a.name, a.phone, a.organisation_id,
            coalesce((select jsonb_agg(jsonb_build_object('role', g.role, 'area', g.area, 'organisationId', o.id::text,
                'path', o.path, 'name', o.name, 'kind', o.kind, 'level', o.level, 'divisionCode', o.division_code) order by g.id)
              from account_grants g join organisations o on o.id = g.organisation_id where g.account_id = a.id), '[]'),
            s.seen_at, s.id, s.idle_minutes, s.ended_reason, a.password_changed_at, a.must_change
          from sessions s join accounts a on a.id = s.account_id
          where s.token_hash = $1 and (s.ended_at is not null or s.expires_at > $2 and a.status = 'active');
        end $$;
      revoke all on function session_of(bytea, timestamptz) from public;

      do $$ begin
        execute format('grant select, insert, delete on password_history to %I', runtime_role());
        execute format('grant select, insert, update, delete on sign_in_limits to %I', runtime_role());
        execute format('grant execute on function session_of(bytea, timestamptz) to %I', runtime_role());
      end $$;
    `)
  }

  async down() {
    this.schema.raw(`
      drop function session_of(bytea, timestamptz);
      delete from sessions where ended_at is not null;
      alter table sessions drop column id, drop column idle_minutes, drop column ends_at, drop column ended_at, drop column ended_reason;
      create function session_of(hash bytea, now timestamptz)
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
      revoke all on function session_of(bytea, timestamptz) from public;
      do $$ begin execute format('grant execute on function session_of(bytea, timestamptz) to %I', runtime_role()); end $$;
      drop function count_guess(text, timestamptz, int, interval, interval);
      drop table sign_in_limits;
      drop table password_history;
      alter table accounts drop column must_change, drop column password_changed_at,
        add column failed_count integer not null default 0, add column locked_until timestamptz;
    `)
  }
}
