import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * The change log says at which revision, by whom and when a cell was changed: `stamps` repeated it in every report (half of what a
 * save wrote). An explanation now carries who wrote it and when: `{rule: {text, by, at}}`.
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
    `)
  }
}
