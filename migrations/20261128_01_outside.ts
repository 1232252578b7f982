import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * A provincial hospital is summed where it stands and reviewed by the province, so the city sees a smaller number for itself than
 * the province does. The function says how many such units there are, and nothing else about them.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create function count_outside(form bigint, periods text[], place text, scopes text[]) returns int
        language plpgsql security definer set search_path = public
        as $$ declare own text := current_setting('app.scopes', true); units int;
        begin
          perform set_config('app.scopes', '/', true);
          select count(distinct o.organisation_id) into units from obligations o join collections c on c.id = o.collection_id
          where c.form_id = form and c.period = any (periods) and place in (o.city_code, o.county_code) and not o.org_path ^@ any (scopes);
          perform set_config('app.scopes', own, true);
          return units;
        end $$;
      revoke all on function count_outside(bigint, text[], text, text[]) from public;
      do $$ begin
        execute format('grant execute on function count_outside(bigint, text[], text, text[]) to %I', runtime_role());
      end $$;
    `)
  }

  async down() {
    this.schema.raw('drop function count_outside(bigint, text[], text, text[]);')
  }
}
