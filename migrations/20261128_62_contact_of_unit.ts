import { BaseSchema } from '@adonisjs/lucid/schema'

/** Whom to call about a report nobody has begun: lists look up the accounts of a unit. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw('create index accounts_organisation on accounts (organisation_id);')
  }

  async down() {
    this.schema.raw('drop index accounts_organisation;')
  }
}
