import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * Three administrators who exclude one another and every business role, held three times: by the abilities of the application, by roles
 * of the database, and by a trigger that refuses a forbidden pair to anybody, psql included.
 *
 * `<runtime>_system`, `_security` and `_audit` are roles nobody logs in as. The runtime role may step into one for a transaction and
 * does not inherit from them: ordinary work can neither give rights nor read the audit, and an administrator can read no report.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create function power_role(power text) returns name language sql immutable as $$ select (runtime_role() || '_' || power)::name $$;

      alter table account_grants drop constraint account_grants_role_check,
        add constraint account_grants_role_check check (role in
          ('designer', 'filler', 'reviewer', 'analyst', 'system-admin', 'security-admin', 'audit-admin')),
        add column expires_at timestamptz,
        add column granted_by bigint,
        add column granted_at timestamptz,
        add column reason text;

      create function grants_exclude() returns trigger language plpgsql security definer set search_path = public
        as $$ declare other text;
        begin
          -- Two grants to one person at the same time wait for each other.
          perform 1 from accounts where id = new.account_id for update;
          select g.role into other from account_grants g
            where g.account_id = new.account_id and g.id <> new.id and g.role <> new.role
              and (g.role like '%-admin' or new.role like '%-admin') limit 1;
          if other is not null then
            raise exception 'roles % and % exclude each other', new.role, other
              using errcode = 'check_violation', constraint = 'grants_exclude';
          end if;
          return new;
        end $$;
      create trigger grants_exclude before insert or update on account_grants for each row execute function grants_exclude();

      alter table accounts add column activation_until timestamptz;

      create or replace function session_of(hash bytea, now timestamptz)
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
              from account_grants g join organisations o on o.id = g.organisation_id
              where g.account_id = a.id and (g.expires_at is null or g.expires_at > $2)), '[]'),
            s.seen_at, s.id, s.idle_minutes, s.ended_reason, a.password_changed_at, a.must_change,
            exists (select from second_factors f where f.account_id = a.id and f.sealed is not null), s.factor_at, s.proved_at
          from sessions s join accounts a on a.id = s.account_id
          where s.token_hash = $1 and (s.ended_at is not null or s.expires_at > $2 and a.status = 'active');
        end $$;

      -- A security administrator takes away what a person has lost; nobody reads it.
      create policy reset on second_factors for delete using (current_user = power_role('security'));
      create policy seen on second_factors for select using (current_user = power_role('security'));
      create policy reset on recovery_codes for delete using (current_user = power_role('security'));
      create policy seen on recovery_codes for select using (current_user = power_role('security'));

      do $$
        declare
          runtime name := runtime_role();
          power name;
        begin
          foreach power in array array[power_role('system'), power_role('security'), power_role('audit')] loop
            execute format('grant usage on schema public to %I', power);
            execute format('grant insert on audit_events to %I', power);
            execute format('grant select on organisations to %I', power);
          end loop;

          execute format('revoke insert, delete on account_grants from %I', runtime);
          execute format('revoke insert, update on accounts from %I', runtime);
          execute format('revoke select on audit_events from %I', runtime);
          execute format('grant update (password_hash, password_changed_at, must_change, activation_until, last_login_at) on accounts to %I', runtime);

          power := power_role('system');
          -- Hashes can be replaced, not read.
          execute format('grant insert on accounts to %I', power);
          execute format('grant select (id, login, name, phone, organisation_id, org_path, status, last_login_at, created_at, activation_until) on accounts to %I', power);
          execute format('grant update (name, phone, status, password_hash, password_changed_at, must_change, activation_until) on accounts to %I', power);
          execute format('grant select on account_grants to %I', power);
          execute format('grant select, update on sessions to %I', power);

          power := power_role('security');
          execute format('grant select (id, login, name, organisation_id, org_path, status, last_login_at, created_at) on accounts to %I', power);
          execute format('grant select, insert, delete on account_grants to %I', power);
          execute format('grant select, update on sessions to %I', power);
          execute format('grant select (account_id), delete on second_factors, recovery_codes to %I', power);

          power := power_role('audit');
          execute format('grant select on audit_events to %I', power);
          execute format('grant select (id, login, name, organisation_id, org_path) on accounts to %I', power);
        end $$;
    `)
  }

  async down() {
    this.schema.raw(`
      do $$
        declare
          runtime name := runtime_role();
          power name;
        begin
          foreach power in array array[power_role('system'), power_role('security'), power_role('audit')] loop
            execute format('revoke all on all tables in schema public from %I', power);
            execute format('revoke all on schema public from %I', power);
          end loop;
          execute format('grant insert, delete on account_grants to %I', runtime);
          execute format('grant insert, update on accounts to %I', runtime);
          execute format('grant select on audit_events to %I', runtime);
        end $$;
      drop policy seen on recovery_codes;
      drop policy reset on recovery_codes;
      drop policy seen on second_factors;
      drop policy reset on second_factors;
      alter table accounts drop column activation_until;
      drop trigger grants_exclude on account_grants;
      drop function grants_exclude();
      delete from account_grants where role like '%-admin';
      create or replace function session_of(hash bytea, now timestamptz)
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
      alter table account_grants drop column expires_at, drop column granted_by, drop column granted_at, drop column reason,
        drop constraint account_grants_role_check,
        add constraint account_grants_role_check check (role in ('designer', 'filler', 'reviewer', 'analyst'));
      drop function power_role(text);
    `)
  }
}
