import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * A survey (调查制度) groups forms that one office makes under one document. A form belongs to one survey or to none yet.
 * Days are kept as the document prints them: a year, a month or a day. Like forms, surveys belong to no organisation.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table surveys (
        id bigint generated always as identity primary key,
        title text not null unique check (title <> ''),
        maker text not null,
        document_no text not null default '',
        valid_from text collate "C" not null default '' check (valid_from ~ '^(\\d{4}(-\\d{2}(-\\d{2}){0,1}){0,1}){0,1}$'),
        valid_until text collate "C" not null default '' check (valid_until ~ '^(\\d{4}(-\\d{2}(-\\d{2}){0,1}){0,1}){0,1}$'),
        area text not null default 'statistics',
        note text not null default '',
        -- Quick surveys make a form each: their group is made by the platform and not edited.
        kind text not null default 'regular' check (kind in ('regular', 'quick')),
        revision integer not null default 1,
        created_at timestamptz not null
      );
      create unique index surveys_one_quick on surveys (area) where kind = 'quick';
      alter table forms add column survey_id bigint references surveys;
      create index forms_survey on forms (survey_id);

      do $$ begin
        execute format('grant select, insert, update on surveys to %I', runtime_role());
      end $$;
    `)
  }

  async down() {
    this.schema.raw('alter table forms drop column survey_id; drop table surveys;')
  }
}
