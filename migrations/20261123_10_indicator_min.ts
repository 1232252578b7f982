import { BaseSchema } from '@adonisjs/lucid/schema'

/** Least value of a numeric indicator; null where values below zero are normal (净资产). */
export default class extends BaseSchema {
  async up() {
    this.schema.raw('alter table indicators add column min double precision default 0')
  }

  async down() {
    this.schema.raw('alter table indicators drop column min')
  }
}
