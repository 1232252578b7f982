import { FUNCTIONS } from '../expression/index.js'
import {
  type CheckRule,
  HEADER_ITEMS,
  type LegalHead,
  type Template,
  type TemplateCodeList,
} from '../template/index.js'
import { drawRoster } from './draw-roster.js'
import { periodTypeOf, unverifiedOf } from './from-catalogue.js'
import { codeListOf, indicatorOf, type Judgement } from './judge-indicator.js'
import { otherFormsOf } from './other-forms.js'
import type { CatalogueForm, CatalogueIndicator, CatalogueRule } from './source.js'
import { translateExpression } from './translate-expression.js'
import { chinese, type Worded } from './wording.js'

/** What an edition of a 变长表 says beyond its catalogue file. Columns are named as in the file. */
export interface RosterText {
  /** Before every code: the files of several forms call different things by the same short name. */
  readonly prefix: string
  readonly legal: LegalHead
  readonly scope: string
  readonly maxRows: number
  readonly unique: readonly (readonly string[])[]
  /** Columns the head of the paper says already, such as the name of the unit. */
  readonly leftOut: readonly string[]
  /** Rules in our own language where the source has a sentence. */
  readonly expressions: Readonly<Record<string, string>>
  /** Why the language cannot say a rule, by rule code, where its kind does not tell. */
  readonly reasons: Readonly<Record<string, string>>
  /** Rules over all rows. */
  readonly band: readonly string[]
  readonly judgements: Readonly<Record<string, Judgement>>
}

/** Turns a catalogue roster into a template; a rule that the language cannot say is kept in `unsayable`. */
export function fromRoster(
  source: CatalogueForm,
  options: RosterText & { readonly codeLists: readonly TemplateCodeList[] },
): Template {
  const title = chinese(source.title.replace(/\([^()]*表[^()]*\)$/, ''))
  const words = source.indicators.filter(({ code }) => !options.leftOut.includes(code)).map(worded)
  const named = (code: string): string => `${options.prefix}_${code}`
  const indicators = words.map((each) => {
    const { code } = each.indicator
    return { ...indicatorOf(each, { ...aggregationIn(source, each), ...options.judgements[code] }), code: named(code) }
  })
  const required = words
    .filter(({ indicator }) => indicator.required === true)
    .map(({ indicator }) => named(indicator.code))
  const unique = options.unique.map((keys) => keys.map(named))
  const columns = new Set(words.map(({ indicator }) => indicator.code))
  const said = new Map(source.rules.map((rule) => [rule.id, expressionOf(rule, options, columns)]))
  const rules = source.rules.flatMap((rule) => {
    const expression = said.get(rule.id)
    return expression ? [ruleOf(rule, prefixed(expression, options.prefix), options)] : []
  })
  return {
    format: 1,
    code: source.code,
    title,
    edition: '现行版',
    periodType: periodTypeOf(source),
    kind: 'roster',
    area: 'statistics',
    secrecy: 'internal',
    legal: options.legal,
    scope: options.scope,
    unitNote: '',
    headerItems: HEADER_ITEMS,
    ...drawRoster({
      title,
      indicators,
      required: new Set(required),
      roster: { minRows: 0, maxRows: options.maxRows, unique },
    }),
    indicators,
    codeLists: listsUsed(words, options),
    rules,
    ...otherFormsOf(rules),
    unsayable: source.rules
      .filter((rule) => !said.get(rule.id) && !isKey(rule))
      .map((rule) => ({
        code: rule.id,
        severity: rule.level,
        original: rule.expr_m,
        message: chinese(rule.message),
        reason: options.reasons[rule.id] ?? reasonOf(rule),
      })),
    ...unverifiedOf(source),
  }
}

/** Units of what adds up from record to record; ages, prices, scores and places do not. */
const ADDS_UP: ReadonlySet<string> = new Set(['台', '张', '平方米', '元', '例', '个', '起'])

/** A record of something that is there (a person, a device) counts at the end of the period, one of something that happened in it. */
function aggregationIn({ frequency }: CatalogueForm, { indicator: { type, unit } }: Worded): Judgement {
  if (type === 'code') return {}
  if (!ADDS_UP.has(unit)) return { aggregation: 'none' }
  return { aggregation: frequency === 'once' || frequency === 'realtime' ? 'period-end' : 'sum' }
}

/** Names of columns with their prefix; what belongs to another form has its own already. */
function prefixed(expression: string, prefix: string): string {
  return expression.replace(/(?<!!)\[(\w+)\]/g, `[${prefix}_$1]`)
}

function worded(indicator: CatalogueIndicator): Worded {
  const name = chinese(indicator.name.replace(/^\d+ /, '').replace(/\((?:\d|条).*\)$/, ''))
  return { indicator: { ...indicator, section: '' }, number: '', label: name, name, ancestors: [] }
}

/** In stored notation over the codes of the source; null when our language has no words for it. */
function expressionOf(rule: CatalogueRule, options: RosterText, columns: ReadonlySet<string>): string | null {
  const own = options.expressions[rule.id]
  if (own) return own
  if (rule.kind === 'inter' || rule.kind === 'unique' || /[^\x20-\x7e]/.test(rule.expr_m)) return null
  const text = translateExpression(rule.expr_m.replace(/(\w+) IN \(/g, 'IN($1, '))
  const names = [...text.matchAll(/\[(\w+)\]/g)].map(([, name]) => name ?? '')
  const calls = [...text.matchAll(/([A-Z_0-9]+)\(/g)].map(([, name]) => name ?? '')
  return names.every((name) => columns.has(name)) && calls.every((name) => Object.hasOwn(FUNCTIONS, name)) ? text : null
}

function ruleOf(rule: CatalogueRule, expression: string, { band }: RosterText): CheckRule {
  return {
    code: rule.id,
    severity: rule.level,
    expression,
    message: chinese(rule.message),
    when: null,
    hint: null,
    source: rule.source,
    scope: band.includes(rule.id) ? 'band' : 'row',
  }
}

/** Said by the keys of the roster, unless it looks beyond the unit. */
function isKey({ kind, expr_m }: CatalogueRule): boolean {
  return kind === 'unique' && !expr_m.includes('province')
}

function reasonOf({ id, kind, expr_m }: CatalogueRule): string {
  if (kind === 'unique') return '要在全省各单位的记录中查重，目前只在本单位内查重。'
  if (kind === 'yoy') return '要与上年的同一条记录比较，公式语言尚不支持按记录引用上期。'
  throw new Error(`nobody says why rule ${id} (${expr_m}) cannot be said`)
}

function listsUsed(
  words: readonly Worded[],
  { codeLists, judgements }: RosterText & { readonly codeLists: readonly TemplateCodeList[] },
): TemplateCodeList[] {
  const used = new Map<string, TemplateCodeList>()
  for (const each of words) {
    const list = codeListOf(each, judgements[each.indicator.code])
    if (!list) continue
    const found = list.own ?? codeLists.find(({ code }) => code === list.code)
    if (!found) throw new Error(`${each.indicator.code} needs the code list ${list.code}`)
    used.set(found.code, found)
  }
  return [...used.values()]
}
