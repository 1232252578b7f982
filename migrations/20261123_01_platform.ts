import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * Ground the other tables stand on: who the runtime role is, and how row-level security reads the acting context.
 *
 * The context is three settings, local to a transaction: `app.account` (id), `app.scopes` (comma-separated
 * organisation paths the actor may act within). Without them every policy is false: no context, no rows.
 */
export default class extends BaseSchema {
  async up() {
    const runtime = runtimeRole()
    this.schema.raw(`
      create function runtime_role() returns name language sql immutable as $$ select '${runtime}'::name $$;
      -- Parallel safe, or no query on a table under row-level security could use a second process.
      create function app_account() returns bigint language sql stable parallel safe as
        $$ select nullif(current_setting('app.account', true), '')::bigint $$;
      create function app_scopes() returns text[] language sql stable parallel safe as
        $$ select string_to_array(nullif(current_setting('app.scopes', true), ''), ',') $$;

      create table operations (
        id uuid primary key,
        account_id bigint not null,
        kind text not null,
        reply jsonb not null,
        at timestamptz not null
      );
      create index operations_at on operations (at);

      create table jobs (
        id bigint generated always as identity primary key,
        kind text not null,
        title text not null,
        params jsonb not null,
        context jsonb not null,
        account_id bigint not null,
        state text not null check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
        progress smallint not null default 0 check (progress between 0 and 100),
        message text not null default '',
        file_name text,
        file_path text,
        attempts smallint not null default 0,
        created_at timestamptz not null,
        started_at timestamptz,
        -- Renewed by the worker that runs it; an old one means that worker died.
        beat_at timestamptz,
        finished_at timestamptz
      );
      create index jobs_account on jobs (account_id, created_at desc);
      create index jobs_unfinished on jobs (id) where state in ('waiting', 'running');

      create table audit_events (
        id bigint generated always as identity primary key,
        at timestamptz not null,
        account_id bigint,
        account_name text not null,
        action text not null,
        subject_type text not null,
        subject_id text not null,
        org_path text collate "C",
        before jsonb,
        after jsonb,
        reason text,
        ip text,
        request_id text
      );
      create index audit_events_subject on audit_events (subject_type, subject_id, id);
      create index audit_events_at on audit_events (at);

      grant usage on schema public to ${runtime};
      grant select on adonis_schema to ${runtime};
      grant select, insert, delete on operations to ${runtime};
      grant select, insert, update on jobs to ${runtime};
      grant select, insert on audit_events to ${runtime};
    `)
  }

  async down() {
    this.schema.raw(`
      drop table audit_events; drop table jobs; drop table operations;
      drop function app_scopes(); drop function app_account(); drop function runtime_role();
    `)
  }
}

/** The role the web and worker processes log in as; they get nothing that is not granted by a migration. */
function runtimeRole(): string {
  const name = decodeURIComponent(new URL(process.env.DATABASE_URL ?? '').username)
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(name)) throw new Error(`DATABASE_URL must name a plain role, got "${name}"`)
  return name
}
