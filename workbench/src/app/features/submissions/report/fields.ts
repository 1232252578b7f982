import { createForm, type Form, onFieldInit, onFieldInputValueChange } from '@formily/core'
import { emptyFrame } from '@weitong/designer/template'
import { parseOrThrow } from '@weitong/designer/expression'
import type { SubmissionView } from '../../../api/contract.js'
import { propertiesOf } from '../../../formily/safe-schema.js'
import type { OpenReport } from './open-report.js'

export type Texts = Readonly<Record<string, string>>

/** The object field that holds the 核实说明 by rule code. */
export const EXPLANATIONS = 'explanations'

/**
 * The Formily form of a report: head and foot items at the top level, explanations under `explanations`. A section whose `x-when` does
 * not hold for this unit is disabled: it is shown grey, as on the paper.
 */
export function createFields(report: OpenReport, view: SubmissionView): Form {
  const disabled = sectionsNotForUs(report)
  return createForm({
    initialValues: { ...view.header, [EXPLANATIONS]: { ...view.explanations } },
    pattern: view.can.save ? 'editable' : 'readOnly',
    effects: () => {
      onFieldInit('*', (field) => {
        if (disabled.has(field.address.toString())) field.setPattern('disabled')
      })
      onFieldInputValueChange('*', (field) => {
        const name = field.path.toString()
        const value: unknown = field.value
        if (name === EXPLANATIONS) report.setExplanations({ ...(value as Texts) })
        else report.setHeader(name, typeof value === 'string' ? value : '')
      })
    },
  })
}

function sectionsNotForUs({ schema, sheet }: OpenReport): ReadonlySet<string> {
  const frame = emptyFrame(sheet.context.org, sheet.context.period)
  const names = propertiesOf(schema).flatMap(({ key, schema: property }) => {
    const when: unknown = property['x-when']
    if (typeof when !== 'string') return []
    return sheet.form.closureOf(parseOrThrow(when))(frame) === true ? [] : [key]
  })
  return new Set(names)
}
