import {
  collect,
  type ForeignNeed,
  foreignId,
  type ForeignTime,
  type Kind,
  parse,
  type Value,
} from '../expression/index.js'
import { isNumeric } from '../indicator/index.js'
import { Period, type PeriodType } from '../period/index.js'
import type { OtherForm, OtherValue, Template } from './template.js'

/** What the unit submitted in other forms: values by key, by period, by form. A report that is not there was not submitted. */
export type OtherReports = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string | null>>>>>>

/**
 * The periods of another form that belong to a period of this one: the same one; the longer one it lies in; all the shorter ones that
 * lie in it.
 */
export function otherPeriods(period: Period, type: PeriodType, time: ForeignTime): Period[] {
  const around = Period.of(type, period.start)
  if (around.contains(period)) return [shifted(around, time)]
  const base = shifted(period, time)
  const found: Period[] = []
  for (let each = Period.of(type, base.start); base.contains(each); each = each.shift(1)) found.push(each)
  return found
}

function shifted(period: Period, time: ForeignTime): Period {
  if (time === 'now') return period
  return time === 'previous' ? period.shift(-1) : period.lastYear()
}

/** Which reports of other forms the rules of a form want for a period, and which values of them. */
export function reportsNeeded(
  { otherForms = [] }: Template,
  needs: readonly ForeignNeed[],
  period: Period,
): readonly { readonly form: OtherForm; readonly periods: readonly string[]; readonly keys: readonly string[] }[] {
  return otherForms.flatMap((form) => {
    const own = needs.filter((need) => need.form === form.code)
    const periods = own.flatMap(({ time }) => otherPeriods(period, form.periodType, time).map(({ key }) => key))
    const keys = own.map(({ key }) => key)
    return own.length > 0 ? [{ form, periods: [...new Set(periods)], keys: [...new Set(keys)] }] : []
  })
}

/** A report as it was submitted. */
export interface SubmittedReport {
  readonly code: string
  readonly period: string
  readonly submitted: Readonly<Record<string, string | null>>
}

/** Of submitted reports, the values that are needed; of a roster, those of every record. */
export function otherReports(
  needed: ReturnType<typeof reportsNeeded>,
  reports: readonly SubmittedReport[],
): OtherReports {
  const others: Record<string, Record<string, Record<string, string | null>>> = {}
  for (const { code, period, submitted } of reports) {
    const need = needed.find((each) => each.form.code === code && each.periods.includes(period))
    if (!need) continue
    const keys = new Set(need.keys)
    const wanted = Object.entries(submitted).filter(([key]) =>
      keys.has(need.form.roster ? (key.split('__')[0] ?? '') : key),
    )
    others[code] = { ...others[code], [period]: Object.fromEntries(wanted) }
  }
  return others
}

/** The values of other forms as expressions read them; null where one of the reports is missing. */
export function foreignFrame(
  { otherForms = [] }: Template,
  needs: readonly ForeignNeed[],
  { period, others }: { readonly period: Period; readonly others: OtherReports | undefined },
): ReadonlyMap<string, readonly Value[] | null> {
  return new Map(
    needs.map((need) => {
      const form = otherForms.find(({ code }) => code === need.form)
      return [foreignId(need, need.time), form ? valuesOf(form, need, { period, others }) : null]
    }),
  )
}

function valuesOf(
  form: OtherForm,
  { key, time }: ForeignNeed,
  { period, others }: { readonly period: Period; readonly others: OtherReports | undefined },
): readonly Value[] | null {
  const value = form.values.find((each) => each.key === key)
  const found: Value[] = []
  for (const each of otherPeriods(period, form.periodType, time)) {
    const report = others?.[form.code]?.[each.key]
    if (!report || !value) return null
    if (form.roster) for (const row of rowsOf(report)) found.push(read(value, report[`${key}__${row}`]))
    else found.push(read(value, report[key]))
  }
  return found
}

/** Records of a roster report, the same for every column. */
function rowsOf(report: Readonly<Record<string, string | null>>): string[] {
  const rows = Object.entries(report).flatMap(([key, value]) => (value === null ? [] : (key.split('__')[1] ?? [])))
  return [...new Set(rows)].sort()
}

function read({ type }: OtherValue, text: string | null | undefined): Value {
  if (text === null || text === undefined || text === '') return null
  if (!isNumeric(type)) return text
  const number = Number(text)
  return Number.isFinite(number) ? number : null
}

/** What a value of another form is to an expression of a form of this period type. */
export function foreignKind(
  { otherForms = [], periodType }: Template,
  form: string,
  key: string,
): { kind: Kind; many: boolean } | undefined {
  const other = otherForms.find(({ code }) => code === form)
  const value = other?.values.find((each) => each.key === key)
  if (!other || !value) return undefined
  const kind = isNumeric(value.type) ? 'number' : 'text'
  return { kind, many: other.roster || LENGTH[other.periodType] < LENGTH[periodType] }
}

const LENGTH: Readonly<Record<PeriodType, number>> = { month: 1, quarter: 3, half: 6, year: 12 }

/** Values of other forms that the rules of a template name, by form code; what cannot be parsed names none. */
export function foreignKeys({ rules }: Template): ReadonlyMap<string, ReadonlySet<string>> {
  const named = new Map<string, Set<string>>()
  for (const { expression } of rules) {
    const parsed = parse(expression)
    for (const { form, key } of 'ast' in parsed ? collect(parsed.ast).foreign : []) {
      named.set(form, (named.get(form) ?? new Set()).add(key))
    }
  }
  return named
}

/** 《卫健统1-1表》实有床位 */
export function foreignName({ otherForms = [] }: Template, form: string, key: string): string | undefined {
  const other = otherForms.find(({ code }) => code === form)
  return other && `《${other.tableNo || other.title}》${other.values.find((each) => each.key === key)?.name ?? key}`
}

/** Digits after the point of a value of another form. */
export function foreignDecimals({ otherForms = [] }: Template, form: string, key: string): number | null {
  return otherForms.find(({ code }) => code === form)?.values.find((each) => each.key === key)?.decimals ?? null
}
