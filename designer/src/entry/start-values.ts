import type { CellStart, CompiledForm } from '../template/index.js'
import { codeListOf } from './check-inputs.js'
import { type EntryState, startFrame } from './evaluate.js'
import type { EntryContext, PeriodValues } from './evaluate.js'
import { type CellValue, parseInput } from './parse-input.js'

/** What an input begins with, and where that comes from. */
export interface StartValue {
  readonly value: string
  readonly from: CellStart['from']
}

/** Submitted values of the unit's reports of other forms, by form code. */
export type OtherForms = Readonly<Record<string, NonNullable<PeriodValues>>>

/**
 * First values of an empty report: defaults, and what is carried in from earlier periods and other forms. What is no value of the
 * cell today (a code that has left its list, a finer number) is left out.
 */
export function startValues(
  form: CompiledForm,
  context: EntryContext,
  others: OtherForms,
): Readonly<Record<string, StartValue>> {
  const { applicable }: EntryState = startFrame(form, context)
  const found: Record<string, StartValue> = {}
  for (const input of form.inputs) {
    const { start, binding, id } = input.cell
    if (!start || !binding || !input.indicator || !applicable.has(id)) continue
    const raw = rawStart(start, binding.key, { context, others })
    const parsed = raw === null ? null : parseInput(raw, input.indicator, codeListOf(form, input))
    if (parsed && 'value' in parsed && parsed.value !== null)
      found[binding.key] = { value: parsed.value, from: start.from }
  }
  return found
}

/** Codes of the other forms that some input begins with. */
export function formsCarriedIn({ inputs }: CompiledForm): readonly string[] {
  return [...new Set(inputs.flatMap(({ cell: { start } }) => (start?.from === 'form' ? [start.form] : [])))]
}

function rawStart(
  start: CellStart,
  key: string,
  { context, others }: { context: EntryContext; others: OtherForms },
): CellValue {
  switch (start.from) {
    case 'value':
      return start.value
    case 'previous':
      return context.previous?.[key] ?? null
    case 'lastYear':
      return context.lastYear?.[key] ?? null
    case 'form':
      return others[start.form]?.[start.key] ?? null
  }
}
