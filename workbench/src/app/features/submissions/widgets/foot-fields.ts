import { Component, input } from '@angular/core'
import type { VoidField } from '@formily/core'
import type { Schema } from '@formily/json-schema'
import { SchemaFields } from '../../../formily/schema-fields.js'

/** The foot of the paper: who is responsible, who filled it, how to reach them, when it went out. */
@Component({
  selector: 'wt-foot-fields',
  imports: [SchemaFields],
  template: `
    <footer>
      <wt-schema-fields [schema]="schema()" [base]="field().address.toString()" />
    </footer>
  `,
  styles: `
    footer {
      position: sticky;
      left: 16px;
      display: flex;
      max-width: calc(100cqw - 32px);
      flex-wrap: wrap;
      gap: 8px 16px;
      margin-top: 12px;
    }
  `,
})
export class FootFields {
  readonly field = input.required<VoidField>()
  readonly schema = input.required<Schema>()
}
