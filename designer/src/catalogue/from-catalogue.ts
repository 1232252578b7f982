import {
  type CheckRule,
  HEADER_ITEMS,
  type LegalHead,
  type Template,
  type TemplateCodeList,
  type UnsayableRule,
} from '../template/index.js'
import { type CellOptions, drawForm } from './draw-form.js'
import { codeListOf, indicatorOf, type Judgement } from './judge-indicator.js'
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
  /** Titles of sections, as in the source, that this edition no longer has; their indicators and rules go with them. */
  readonly dropped: readonly string[]
  /** Rules that are the symptom of 元 filled where the form says 千元. */
  readonly unitSlip: readonly string[]
  readonly judgements: Readonly<Record<string, Judgement>>
  /** Every code list the form may name; those it does name become part of the template. */
  readonly codeLists: readonly TemplateCodeList[]
}

/** Turns a catalogue form into a template; what the language cannot say is kept in `unsayable`, never dropped. */
export function fromCatalogue(source: CatalogueForm, options: EditionOptions): Template {
  const form = withoutSections(source, options.dropped)
  const words = wordIndicators(form.indicators)
  const indicators = [...words.values()].map((worded) => indicatorOf(worded, options.judgements[worded.indicator.code]))
  const title = chinese(form.title.replace(/\([^()]*表\)$/, ''))
  const drawn = drawForm({
    form,
    title,
    words,
    indicators: new Map(indicators.map((each) => [each.code, each])),
    options,
  })
  return {
    format: 1,
    code: form.code,
    title,
    edition: options.edition,
    periodType: form.frequency,
    kind: 'fixed',
    area: 'statistics',
    secrecy: 'internal',
    legal: options.legal,
    scope: options.scope,
    unitNote: options.unitNote,
    headerItems: HEADER_ITEMS,
    ...drawn,
    indicators,
    codeLists: listsUsed([...words.values()], options.codeLists),
    rules: form.rules.filter(isSayable).map((rule) => ruleOf(rule, options.unitSlip.includes(rule.id))),
    unsayable: form.rules.filter((rule) => !isSayable(rule)).map(unsayableOf),
  }
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

/** Rules between forms and over rosters wait for a language that reaches there. */
function isSayable(rule: CatalogueRule): boolean {
  return rule.kind !== 'inter'
}

function ruleOf(rule: CatalogueRule, slip: boolean): CheckRule {
  return {
    code: rule.id,
    severity: rule.level,
    expression: translateExpression(rule.expr_m),
    message: chinese(rule.message),
    when: null,
    hint: slip ? 'unit-slip' : null,
    source: rule.source,
  }
}

function unsayableOf(rule: CatalogueRule): UnsayableRule {
  const reason = rule.expr_m.includes('COUNT(')
    ? '要统计另一张变长表的记录数，公式语言尚不支持。'
    : rule.expr_m.includes('个月)')
      ? '要合计另一张报表 12 个月的数值，公式语言尚不支持跨表引用。'
      : '要引用另一张报表的指标，公式语言尚不支持跨表引用。'
  return { code: rule.id, severity: rule.level, original: rule.expr_m, message: chinese(rule.message), reason }
}

function listsUsed(words: readonly Worded[], known: readonly TemplateCodeList[]): TemplateCodeList[] {
  const used = new Map<string, TemplateCodeList>()
  for (const worded of words) {
    const list = codeListOf(worded)
    if (!list) continue
    const found = list.own ?? known.find(({ code }) => code === list.code)
    if (!found) throw new Error(`${worded.indicator.code} needs the code list ${list.code}`)
    used.set(found.code, found)
  }
  return [...used.values()]
}
