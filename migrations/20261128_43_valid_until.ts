import { BaseSchema } from '@adonisjs/lucid/schema'

/** 有效期至 of a version beside its template, so that the list of forms and the desk need not open every template. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table form_versions add column valid_until text collate "C" not null
        generated always as (coalesce(template->'legal'->>'validUntil', '')) stored
    `)
  }

  async down() {
    this.schema.raw('alter table form_versions drop column valid_until')
  }
}
