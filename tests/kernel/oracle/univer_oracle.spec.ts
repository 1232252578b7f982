import { test } from '@japa/runner'
import { evaluate, type PeriodValues } from '@weitong/designer/entry'
import { collect } from '@weitong/designer/expression'
import { Period } from '@weitong/designer/period'
import { type CompiledForm, compileTemplate } from '@weitong/designer/template'
import { shippedForms } from '../support/forms.js'
import { buildOrg } from '../support/orgs.js'
import { Random } from '../support/random.js'
import { NOT_APPLICABLE, SHEETS, toExcel } from './to_excel.js'
import { type Content, UniverCalculator } from './univer_workbook.js'

/** Reports compared per form; every number of each is filled, so that Excel's blanks do not matter. */
const REPORTS = 6
const FIRST_RULE_ROW = 1000

/**
 * Univer's own engine as the oracle: computed cells and every rule of the shipped forms, written as Excel formulas over the
 * same random figures, must come out the same. Half of the reports are made to add up, so that equalities hold too.
 */
test.group('oracle: Univer computes the same', (group) => {
  let univer: UniverCalculator
  group.setup(() => {
    univer = new UniverCalculator()
    return () => univer.dispose()
  })

  for (const { template, version } of shippedForms.filter((form) => form.template.kind === 'fixed')) {
    test(`${template.code} ${version}`, async ({ assert }) => {
      const form = compileTemplate(template)
      const period = Period.of(template.periodType, '2026-10-01')
      const org = buildOrg({ category: 'C210' })
      // Other forms are on other sheets of nobody.
      const asked = form.rules.filter(({ foreign }) => foreign.length === 0)
      const write = toExcel(form, { org, period })
      const seen = new Set<unknown>()
      for (let report = 0; report < REPORTS; report++) {
        const random = new Random(report + 1)
        const values = figures(form, random)
        if (report % 2 === 1) addUp(form, values)
        const previous = figures(form, random)
        const lastYear = report % 3 === 0 ? values : figures(form, random)
        const context = { org, period, previous, lastYear }
        const ours = evaluate(form, values, context)
        const theirs = await univer.calculate({
          [SHEETS.now]: {
            ...placed(form, values),
            ...Object.fromEntries(form.formulas.map(({ cell, ast }) => [form.layout.addressOf(cell), write(ast)])),
            ...Object.fromEntries(asked.map(({ ast }, at) => [`A${FIRST_RULE_ROW + at}`, write(ast)])),
          },
          [SHEETS.previous]: placed(form, previous),
          [SHEETS.lastYear]: placed(form, lastYear),
        })
        const now = theirs[SHEETS.now] ?? {}
        for (const { cell, decimals } of form.formulas) {
          const found = Number(now[form.layout.addressOf(cell)]).toFixed(decimals ?? 0)
          assert.equal(Number(ours.values[cell.binding?.key ?? '']).toFixed(decimals ?? 0), found, cell.id)
        }
        for (const [at, { rule, run }] of asked.entries()) {
          const found = truth(now[`A${FIRST_RULE_ROW + at}`])
          assert.strictEqual(run(ours.frame), found, `${rule.code} of report ${report}: ${rule.expression}`)
          seen.add(found)
        }
      }
      assert.includeMembers([...seen], [true, false], 'the figures let rules both pass and fail')
    })
  }
})

/** Every input filled; numbers of plausible size, with all the decimals they may have. */
function figures(form: CompiledForm, random: Random): Record<string, string> {
  const values: Record<string, string> = {}
  for (const { cell, indicator, decimals } of [...form.inputs, ...form.formulas]) {
    const key = cell.binding?.key
    if (key === undefined || !indicator) continue
    const list = form.template.codeLists.find(({ code }) => code === indicator.codeList)
    if (list) values[key] = list.items[random.below(list.items.length)]?.code ?? ''
    else if (decimals === null) values[key] = `文字${random.below(1000)}`
    else values[key] = String((1 + random.below(10 ** (2 + random.below(5)))) / 10 ** decimals)
  }
  return values
}

/** Makes equalities of the form hold: what a rule says is equal to something else gets its value. */
function addUp(form: CompiledForm, values: Record<string, string>): void {
  for (const { ast, foreign } of form.rules) {
    if (foreign.length > 0) continue
    if (ast.kind !== 'binary' || ast.operator !== '=' || ast.left.kind !== 'value') continue
    const decimals = form.indicators.get(ast.left.key)?.decimals ?? 0
    const sum = [...collect(ast.right).keys].reduce((total, key) => total + Number(values[key]), 0)
    values[ast.left.key] = String(Number(sum.toFixed(decimals)))
  }
}

function placed(form: CompiledForm, values: NonNullable<PeriodValues>): Record<string, Content> {
  const cells: Record<string, Content> = {}
  for (const [key, value] of Object.entries(values)) {
    const cell = form.layout.cellsByKey.get(key)
    const decimals = form.indicators.get(cell?.binding?.indicator ?? '')?.decimals ?? null
    if (cell && value !== null) cells[form.layout.addressOf(cell)] = decimals === null ? value : Number(value)
  }
  return cells
}

/** Univer answers TRUE as 1. */
function truth(value: unknown): boolean | null {
  if (value === NOT_APPLICABLE) return null
  if (value === 1 || value === true) return true
  if (value === 0 || value === false) return false
  throw new Error(`Univer answered ${String(value)}`)
}
