import { BaseSchema } from '@adonisjs/lucid/schema'

/** How far a person has come on the way from nothing to an opened 报送任务, so that they can go on another day. Theirs alone. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table collection_plans (
        id bigint generated always as identity primary key,
        account_id bigint not null references accounts,
        survey_id bigint references surveys,
        form_id bigint references forms,
        begun_at timestamptz not null,
        saved_at timestamptz not null
      );
      create index collection_plans_account on collection_plans (account_id);
      alter table collection_plans enable row level security;
      alter table collection_plans force row level security;
      create policy own on collection_plans using (account_id = (select app_account()));
      do $$ begin
        execute format('grant select, insert, update, delete on collection_plans to %I', runtime_role());
      end $$;
    `)
  }

  async down() {
    this.schema.raw('drop table collection_plans;')
  }
}
