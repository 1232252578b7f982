import { BaseSchema } from '@adonisjs/lucid/schema'
import { pinyin } from 'pinyin-pro'

/**
 * The dictionary gets what editing needs: a revision, retirement, pinyin to search by, and a history. Which version of a form uses an
 * indicator in which cells is a table that follows every stored template, because asking the templates themselves reads all of them.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table indicators
        add column pinyin text collate "C" not null default '',
        add column revision integer not null default 1,
        add column changed_at timestamptz,
        add column changed_by text not null default '',
        add column retired_at timestamptz;

      create table dictionary_changes (
        id bigint generated always as identity primary key,
        kind text not null check (kind in ('indicator', 'code_list')),
        code text collate "C" not null,
        at timestamptz not null,
        account_id bigint not null,
        account_name text not null,
        act text not null,
        before jsonb,
        after jsonb
      );
      create index dictionary_changes_thing on dictionary_changes (kind, code, id);
      alter table dictionary_changes enable row level security;
      alter table dictionary_changes force row level security;
      create policy dictionary_changes_known on dictionary_changes using ((select app_account()) is not null);

      create table indicator_uses (
        version_id bigint not null references form_versions on delete cascade,
        indicator text collate "C" not null,
        cells text[] not null,
        primary key (indicator, version_id)
      );
      create index indicator_uses_version on indicator_uses (version_id);
      -- Not forced: the function below writes as the owner.
      alter table indicator_uses enable row level security;
      create policy indicator_uses_known on indicator_uses for select using ((select app_account()) is not null);

      create function form_version_indicators(version bigint, template jsonb) returns void language sql as $$
        delete from indicator_uses where version_id = version;
        insert into indicator_uses (version_id, indicator, cells)
        select version, cell->'binding'->>'indicator', array_agg(cell->>'id' order by at)
        from jsonb_array_elements(template->'cells') with ordinality as each (cell, at)
        where cell->'binding'->>'indicator' is not null group by 2;
      $$;
      create function form_version_uses() returns trigger language plpgsql security definer set search_path = public as $$
        begin
          perform form_version_indicators(new.id, new.template);
          return null;
        end $$;
      revoke all on function form_version_uses(), form_version_indicators(bigint, jsonb) from public;
      create trigger form_version_uses after insert or update of template on form_versions
        for each row execute function form_version_uses();
      select form_version_indicators(id, template) from form_versions;

      do $$ begin
        execute format('grant select, insert on dictionary_changes to %I', runtime_role());
        execute format('grant select on indicator_uses to %I', runtime_role());
      end $$;
    `)
    this.defer(async (db) => {
      const { rows } = (await db.rawQuery('select code, name from indicators')) as { rows: Named[] }
      const initials = rows.map(({ code, name }) => ({ code, pinyin: initialsOf(name) }))
      await db.rawQuery(
        `update indicators i set pinyin = n.pinyin from jsonb_to_recordset(?::jsonb) as n (code text, pinyin text)
         where n.code = i.code`,
        [JSON.stringify(initials)],
      )
    })
  }

  async down() {
    this.schema.raw(`
      drop trigger form_version_uses on form_versions;
      drop function form_version_uses(); drop function form_version_indicators(bigint, jsonb);
      drop table indicator_uses; drop table dictionary_changes;
      alter table indicators drop column pinyin, drop column revision, drop column changed_at, drop column changed_by,
        drop column retired_at;
    `)
  }
}

interface Named {
  readonly code: string
  readonly name: string
}

function initialsOf(name: string): string {
  return pinyin(name, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'removed' }).join('').toLowerCase()
}
