import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * A second factor is one secret of a person, sealed under a key the database does not hold; `pending` is one being set up. A session
 * remembers when the person last proved who he is.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table second_factors (
        account_id bigint primary key references accounts,
        sealed text,
        pending text,
        -- The time step of the last code used: each works once.
        last_step bigint not null default 0,
        confirmed_at timestamptz
      );
      create table recovery_codes (
        id bigint generated always as identity primary key,
        account_id bigint not null references accounts,
        digest bytea not null,
        used_at timestamptz,
        unique (account_id, digest)
      );
      do $$
        declare
          name text;
        begin
          foreach name in array array['second_factors', 'recovery_codes'] loop
            execute format('alter table %I enable row level security', name);
            execute format('alter table %I force row level security', name);
            execute format('create policy own on %I using (account_id = (select app_account()))', name);
            execute format('grant select, insert, update, delete on %I to %I', name, runtime_role());
          end loop;
        end $$;
      -- session_of runs as the owner, and asks for anybody.
      create policy owner on second_factors to current_user using (true);

      alter table sessions add column factor_at timestamptz, add column proved_at timestamptz;

      drop function session_of(bytea, timestamptz);
      create function session_of(hash bytea, now timestamptz)
        returns table (account_id bigint, login text, name text, phone text, organisation_id bigint, grants jsonb, seen_at timestamptz,
          session_id bigint, idle_minutes smallint, ended_reason text, password_changed_at timestamptz, must_change boolean,
          has_factor boolean, factor_at timestamptz, proved_at timestamptz)
        language plpgsql stable security definer set search_path = public
        as $$ #variable_conflict use_column
        begin
          return query
          select a.id, a.login, a.name, a.phone, a.organisation_id,
            coalesce((select jsonb_agg(jsonb_build_object('role', g.role, 'area', g.area, 'organisationId', o.id::text,
                'path', o.path, 'name', o.name, 'kind', o.kind, 'level', o.level, 'divisionCode', o.division_code) order by g.id)
              from account_grants g join organisations o on o.id = g.organisation_id where g.account_id = a.id), '[]'),
            s.seen_at, s.id, s.idle_minutes, s.ended_reason, a.password_changed_at, a.must_change,
            exists (select from second_factors f where f.account_id = a.id and f.sealed is not null), s.factor_at, s.proved_at
          from sessions s join accounts a on a.id = s.account_id
          where s.token_hash = $1 and (s.ended_at is not null or s.expires_at > $2 and a.status = 'active');
        end $$;
      revoke all on function session_of(bytea, timestamptz) from public;
      do $$ begin execute format('grant execute on function session_of(bytea, timestamptz) to %I', runtime_role()); end $$;
    `)
  }

  async down() {
    this.schema.raw(`
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
      do $$ begin execute format('grant execute on function session_of(bytea, timestamptz) to %I', runtime_role()); end $$;
      alter table sessions drop column factor_at, drop column proved_at;
      drop table recovery_codes;
      drop table second_factors;
    `)
  }
}
