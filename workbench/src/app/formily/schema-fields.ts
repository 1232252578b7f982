import { NgComponentOutlet } from '@angular/common'
import type { Type } from '@angular/core'
import { Component, computed, forwardRef, inject, InjectionToken, input, untracked } from '@angular/core'
import type { Form, GeneralField } from '@formily/core'
import type { Schema } from '@formily/json-schema'
import { observe } from './observe.js'
import { propertiesOf } from './safe-schema.js'

/** What a widget is given: the Formily field it shows, and the part of the schema that describes it. */
export interface WidgetInputs {
  readonly field: GeneralField
  readonly schema: Schema
}

/** The form that fields are made in. */
export const FORM = new InjectionToken<Form>('Formily form')

/** Components by `x-component`; each takes `WidgetInputs` as inputs. */
export const WIDGETS = new InjectionToken<Readonly<Record<string, Type<unknown>>>>('Formily widgets')

/** One property: makes its field and shows its widget, or its properties where it has none. Hidden fields show nothing. */
@Component({
  selector: 'wt-schema-field',
  imports: [forwardRef(() => SchemaFields), NgComponentOutlet],
  template: `
    @if (visible()) {
      @if (widget(); as component) {
        <ng-container *ngComponentOutlet="component; inputs: { field: field(), schema: schema() }" />
      } @else {
        <wt-schema-fields [schema]="schema()" [base]="field().address.toString()" />
      }
    }
  `,
  styles: ':host { display: contents; }',
})
export class SchemaField {
  readonly schema = input.required<Schema>()
  readonly name = input.required<string>()
  readonly base = input('')
  private readonly form = inject(FORM)
  private readonly widgets = inject(WIDGETS)

  protected readonly field = computed(() => {
    const schema = this.schema()
    const place = { name: this.name(), basePath: this.base() }
    return untracked(() => makeField(this.form, schema, place))
  })
  protected readonly visible = observe(() => this.field().display === 'visible', true)
  protected readonly widget = computed(() => {
    const name: unknown = this.schema()['x-component']
    if (name === undefined) return null
    const component = this.widgets[String(name)]
    if (!component) throw new Error(`no widget for ${String(name)}`)
    return component
  })
}

/** The properties of an object or void schema, in order. `base` is the address of the field they stand in. */
@Component({
  selector: 'wt-schema-fields',
  imports: [SchemaField],
  template: `
    @for (property of properties(); track property.key) {
      <wt-schema-field [schema]="property.schema" [name]="property.key" [base]="base()" />
    }
  `,
  styles: ':host { display: contents; }',
})
export class SchemaFields {
  readonly schema = input.required<Schema>()
  readonly base = input('')
  protected readonly properties = computed(() => propertiesOf(this.schema()))
}

function makeField(form: Form, schema: Schema, place: { name: string; basePath: string }): GeneralField {
  const props = { ...schema.toFieldProps({}), ...place }
  if (schema.type === 'object') return form.createObjectField(props)
  if (schema.type === 'void') return form.createVoidField(props)
  return form.createField(props)
}
