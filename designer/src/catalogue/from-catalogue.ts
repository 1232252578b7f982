import {
  type CheckRule,
  HEADER_ITEMS,
  type LegalHead,
  type PeriodType,
  type Secrecy,
  type Template,
  type TemplateCodeList,
  type UnsayableRule,
} from '../template/index.js'
import { type CellOptions, drawForm } from './draw-form.js'
import { codeListOf, indicatorOf, type Judgement } from './judge-indicator.js'
import { otherFormsOf } from './other-forms.js'
import type { CatalogueForm, CatalogueRule } from './source.js'
import { translateExpression } from './translate-expression.js'
import { chinese, wordIndicators, type Worded } from './wording.js'

/** What an edition of a form says beyond its catalogue file, or instead of it. */
export interface EditionOptions extends CellOptions {
  readonly edition: string
  readonly legal: LegalHead
  /** Stored notation over `ORG.*`. */
  readonly scope: string
  readonly unitNote: string
  readonly secrecy: Secrecy
  /** Titles of sections, as in the source, that this edition no longer has; their indicators and rules go with them. */
  readonly dropped: readonly string[]
  /** Rules that are the symptom of 元 filled where the form says 千元. */
  readonly unitSlip: readonly string[]
  /** Rules whose source is a sentence rather than an expression, in stored notation, by rule code. */
  readonly expressions: Readonly<Record<string, string>>
  /** When a rule is asked, by rule code. */
  readonly ruleWhen: Readonly<Record<string, string>>
  readonly judgements: Readonly<Record<string, Judgement>>
  /** Every code list the form may name; those it does name become part of the template. */
  readonly codeLists: readonly TemplateCodeList[]
}

/** Turns a catalogue form into a template; what the language cannot say is kept in `unsayable`, never dropped. */
export function fromCatalogue(source: CatalogueForm, options: EditionOptions): Template {
  const form = withoutSections(source, options.dropped)
  const formulas = { ...formulasOf(form), ...options.formulas }
  const words = wordIndicators(form.indicators)
  const indicators = [...words.values()].map((worded) => {
    const { code } = worded.indicator
    return indicatorOf(worded, options.judgements[code], ratioOf(formulas[code]))
  })
  const rules = form.rules.filter((rule) => isSayable(rule, options)).map((rule) => ruleOf(rule, options))
  const title = chinese(form.title.replace(/\([^()]*表\)$/, ''))
  const drawn = drawForm({
    form,
    title,
    words,
    indicators: new Map(indicators.map((each) => [each.code, each])),
    options: { ...options, formulas },
  })
  return {
    format: 1,
    code: form.code,
    title,
    edition: options.edition,
    periodType: periodTypeOf(form),
    kind: 'fixed',
    area: 'statistics',
    secrecy: options.secrecy,
    legal: options.legal,
    scope: options.scope,
    unitNote: options.unitNote,
    headerItems: HEADER_ITEMS,
    ...drawn,
    indicators,
    codeLists: listsUsed([...words.values()], options),
    rules,
    ...otherFormsOf(rules),
    unsayable: form.rules.filter((rule) => !isSayable(rule, options)).map(unsayableOf),
    ...unverifiedOf(source),
  }
}

/** Formulas that the source prints, such as rates; sums that only a rule asks for are computed where the edition says so. */
function formulasOf({ indicators }: CatalogueForm): Record<string, string> {
  return Object.fromEntries(
    indicators.flatMap(({ code, formula }) => (formula ? [[code, translateExpression(formula)]] : [])),
  )
}

/** A quotient of values of the same period is also the quotient of their sums. */
function ratioOf(formula: string | undefined): string | null {
  return formula?.includes('/') && !/LASTYEAR|PREV/.test(formula) ? formula : null
}

/** What the source admits to have been put together again from other texts is marked until somebody compares it. */
export function unverifiedOf({ edition, source }: CatalogueForm): Pick<Template, 'unverified'> {
  const notes = [edition, ...Object.values(source)]
  if (!notes.some((note) => /reconstructed|重建/.test(note))) return {}
  const what = chinese(edition.replaceAll('reconstructed', '按公开资料重建'))
    .replaceAll(',', '，')
    .replaceAll(';', '；')
  return { unverified: `来源注明：${what}。使用前请与正式印发的表样核对。` }
}

/** The form without some sections, what stands in them, and the rules that need it. */
function withoutSections(form: CatalogueForm, dropped: readonly string[]): CatalogueForm {
  if (dropped.length === 0) return form
  const gone = new Set(form.indicators.filter(({ section }) => dropped.includes(section)).map(({ code }) => code))
  return {
    ...form,
    rows: form.rows.filter((row) => (row.kind === 'section' ? !dropped.includes(row.text) : !gone.has(row.code))),
    indicators: form.indicators.filter(({ code }) => !gone.has(code)),
    rules: form.rules.filter(({ expr_m }) => !(expr_m.match(/[A-Za-z]\w*/g) ?? []).some((name) => gone.has(name))),
  }
}

/** What is reported when it happens is collected once a year. */
export function periodTypeOf({ frequency }: CatalogueForm): PeriodType {
  return frequency === 'once' || frequency === 'realtime' ? 'year' : frequency
}

/** What the source writes about other forms is said where an edition spells it out. */
function isSayable(rule: CatalogueRule, { expressions }: EditionOptions): boolean {
  return rule.kind !== 'inter' || expressions[rule.id] !== undefined
}

function ruleOf(rule: CatalogueRule, { expressions, ruleWhen, unitSlip }: EditionOptions): CheckRule {
  return {
    code: rule.id,
    severity: rule.level,
    expression: expressions[rule.id] ?? translateExpression(rule.expr_m),
    message: chinese(rule.message),
    when: ruleWhen[rule.id] ?? null,
    hint: unitSlip.includes(rule.id) ? 'unit-slip' : null,
    source: rule.source,
  }
}

function unsayableOf(rule: CatalogueRule): UnsayableRule {
  const reason = '要引用另一张报表，原文没有写明引用哪些指标。'
  return { code: rule.id, severity: rule.level, original: rule.expr_m, message: chinese(rule.message), reason }
}

function listsUsed(words: readonly Worded[], { codeLists, judgements }: EditionOptions): TemplateCodeList[] {
  const used = new Map<string, TemplateCodeList>()
  for (const worded of words) {
    const list = codeListOf(worded, judgements[worded.indicator.code])
    if (!list) continue
    const found = list.own ?? codeLists.find(({ code }) => code === list.code)
    if (!found) throw new Error(`${worded.indicator.code} needs the code list ${list.code}`)
    used.set(found.code, found)
  }
  return [...used.values()]
}
