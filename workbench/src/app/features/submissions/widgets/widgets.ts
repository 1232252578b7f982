import type { Type } from '@angular/core'
import { Explanations } from './explanations.js'
import { FootFields } from './foot-fields.js'
import { GridSection } from './grid-section.js'
import { HeadFields } from './head-fields.js'
import { TextField } from './text-field.js'

/** What a form schema may name as `x-component`. */
export const REPORT_WIDGETS: Readonly<Record<string, Type<unknown>>> = {
  HeadFields,
  FootFields,
  GridSection,
  Explanations,
  TextField,
  PhoneField: TextField,
  DateField: TextField,
}
