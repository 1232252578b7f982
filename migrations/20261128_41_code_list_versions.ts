import { BaseSchema } from '@adonisjs/lucid/schema'
import { pinyin } from 'pinyin-pro'

/**
 * Code lists get versions: one draft at a time, published ones never change again. `code_items` becomes a view of the newest
 * published version, so that who only wants names asks as before.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table code_list_versions (
        id bigint generated always as identity primary key,
        list text collate "C" not null references code_lists,
        number integer not null,
        state text not null check (state in ('draft', 'published')),
        revision integer not null default 1,
        note text not null default '',
        -- Null: since ever.
        effective_from date,
        saved_at timestamptz not null,
        saved_by text not null default '',
        published_at timestamptz,
        published_by text not null default '',
        unique (list, number),
        check ((state = 'published') = (published_at is not null))
      );
      create unique index code_list_versions_one_draft on code_list_versions (list) where state = 'draft';
      create table code_list_items (
        version_id bigint not null references code_list_versions on delete cascade,
        code text collate "C" not null,
        name text not null,
        pinyin text collate "C" not null default '',
        parent text collate "C",
        position integer not null,
        primary key (version_id, code)
      );
      alter table code_lists add column current_version bigint references code_list_versions;

      insert into code_list_versions (list, number, state, saved_at, published_at)
        select code, 1, 'published', now(), now() from code_lists;
      insert into code_list_items (version_id, code, name, parent, position)
        select v.id, i.code, i.name, i.parent, i.position from code_items i join code_list_versions v on v.list = i.list;
      update code_lists l set current_version = v.id from code_list_versions v where v.list = l.code;
      drop table code_items;
      create view code_items with (security_invoker = true) as
        select l.code as list, i.code, i.name, i.parent, i.position, i.pinyin
        from code_lists l join code_list_items i on i.version_id = l.current_version;

      create function code_list_versions_immutable() returns trigger language plpgsql as $$
        begin
          if old.state = 'published' and (tg_op = 'DELETE' or new is distinct from old) then
            raise exception 'E_CODE_LIST_VERSION_IMMUTABLE';
          end if;
          return coalesce(new, old);
        end $$;
      create trigger code_list_versions_immutable before update or delete on code_list_versions
        for each row execute function code_list_versions_immutable();
      create function code_list_items_immutable() returns trigger language plpgsql as $$
        begin
          if exists (select from code_list_versions v
              where v.state = 'published' and v.id in (coalesce(new.version_id, old.version_id), coalesce(old.version_id, new.version_id))) then
            raise exception 'E_CODE_LIST_VERSION_IMMUTABLE';
          end if;
          return coalesce(new, old);
        end $$;
      create trigger code_list_items_immutable before insert or update or delete on code_list_items
        for each row execute function code_list_items_immutable();

      create table code_list_uses (
        version_id bigint not null references form_versions on delete cascade,
        list text collate "C" not null,
        number integer not null,
        primary key (list, version_id)
      );
      create index code_list_uses_version on code_list_uses (version_id);
      create function form_version_lists(version bigint, template jsonb) returns void language sql as $$
        delete from code_list_uses where version_id = version;
        -- A template that names no version was published while there was only one.
        insert into code_list_uses (version_id, list, number)
        select distinct on (each->>'code') version, each->>'code', coalesce((each->>'version')::int, 1)
        from jsonb_array_elements(template->'codeLists') as each;
      $$;
      create or replace function form_version_uses() returns trigger language plpgsql security definer set search_path = public as $$
        begin
          perform form_version_indicators(new.id, new.template);
          perform form_version_lists(new.id, new.template);
          return null;
        end $$;
      revoke all on function form_version_lists(bigint, jsonb) from public;
      select form_version_lists(id, template) from form_versions;

      do $$
      declare name text;
      begin
        foreach name in array array['code_list_versions', 'code_list_items', 'code_list_uses'] loop
          execute format('alter table %I enable row level security', name);
        end loop;
        foreach name in array array['code_list_versions', 'code_list_items'] loop
          execute format('alter table %I force row level security', name);
          execute format('create policy %I on %I using ((select app_account()) is not null)', name || '_known', name);
          execute format('grant select, insert, update, delete on %I to %I', name, runtime_role());
        end loop;
        -- Not forced: the function above writes as the owner.
        create policy code_list_uses_known on code_list_uses for select using ((select app_account()) is not null);
        execute format('grant select on code_items, code_list_uses to %I', runtime_role());
      end $$;
    `)
    this.defer(async (db) => {
      await db.rawQuery(`select set_config('app.account', '0', true)`)
      const { rows } = (await db.rawQuery('select distinct name from code_list_items')) as { rows: { name: string }[] }
      const initials = rows.map(({ name }) => ({ name, pinyin: initialsOf(name) }))
      await db.rawQuery('alter table code_list_items disable trigger code_list_items_immutable')
      await db.rawQuery(
        `update code_list_items i set pinyin = n.pinyin from jsonb_to_recordset(?::jsonb) as n (name text, pinyin text)
         where n.name = i.name`,
        [JSON.stringify(initials)],
      )
      await db.rawQuery('alter table code_list_items enable trigger code_list_items_immutable')
    })
  }

  async down() {
    this.schema.raw(`
      select set_config('app.account', '0', true);
      create table code_items_again as select list, code, name, parent, position from code_items;
      drop view code_items;
      alter table code_items_again rename to code_items;
      alter table code_items alter list set not null, alter code set not null, alter name set not null,
        alter position set not null, add primary key (list, code), add foreign key (list) references code_lists;
      create or replace function form_version_uses() returns trigger language plpgsql security definer set search_path = public as $$
        begin
          perform form_version_indicators(new.id, new.template);
          return null;
        end $$;
      drop function form_version_lists(bigint, jsonb);
      drop table code_list_uses;
      alter table code_lists drop column current_version;
      drop table code_list_items; drop table code_list_versions;
      drop function code_list_items_immutable(); drop function code_list_versions_immutable();
      do $$ begin execute format('grant select, insert, update on code_items to %I', runtime_role()); end $$;
    `)
  }
}

function initialsOf(name: string): string {
  return pinyin(name, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'removed' }).join('').toLowerCase()
}
