/**
 * `npm run bench:recognition`: how well a form is read off a plain xlsx. Every form of the catalogue is exported without anything
 * that says which indicator is meant; the layouts in `recognition/layouts` are as offices write them. Exit code 1 when the goals
 * are missed: input cells found ≥ 95 %, bound wrongly ≤ 1 %.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type BindingProposal, type Dictionary, recognise } from '@weitong/designer/recognition'
import type { Template } from '@weitong/designer/template'
import { readPlain } from '../../backend/app/files/read_plain.js'
import { shippedForms } from '../kernel/support/forms.js'
import { exportForm } from './recognition/export_form.js'
import { type HandLayout, writeLayout } from './recognition/layout.js'

const LAYOUTS = fileURLToPath(new URL('recognition/layouts/', import.meta.url))
const GOAL = { found: 0.95, wrong: 0.01 }
const detail = process.argv.includes('--detail')

interface Score {
  readonly inputs: number
  readonly found: number
  readonly extra: number
  readonly right: number
  readonly doubtful: number
  readonly wrong: number
}

/** Newest version of every form; older ones share its codes. */
const newest = new Map(shippedForms.map(({ template }) => [template.code, template]))
const dictionary: Dictionary = {
  indicators: [
    ...new Map(shippedForms.flatMap(({ template }) => template.indicators).map((each) => [each.code, each])).values(),
  ],
  codeLists: [
    ...new Map(shippedForms.flatMap(({ template }) => template.codeLists).map((list) => [list.code, list])).values(),
  ],
  forms: [...newest.values()].map(({ code, title, legal, indicators }) => ({
    code,
    title,
    tableNo: legal.tableNo,
    indicators: [...new Set([...indicators, ...olderIndicators(code)].map((indicator) => indicator.code))],
  })),
}

function olderIndicators(code: string): Template['indicators'] {
  return shippedForms.filter(({ template }) => template.code === code).flatMap(({ template }) => template.indicators)
}

const scores: Score[] = []
console.log(`dictionary: ${dictionary.indicators.length} indicators of ${dictionary.forms.length} forms`)
console.log(`${'file'.padEnd(34)} inputs  found%  extra  right%  doubtful%  wrong%     ms`)
for (const { template, version } of shippedForms) {
  const { file, truth } = await exportForm(template)
  scores.push(await score(`${template.code} v${version}`, file, [truth]))
}
for (const name of readdirSync(LAYOUTS).sort()) {
  const layout = JSON.parse(readFileSync(`${LAYOUTS}${name}`, 'utf8')) as HandLayout
  const truths = layout.sheets.map(({ inputs }) => new Map(Object.entries(inputs)))
  scores.push(await score(name.replace('.json', ''), await writeLayout(layout), truths))
}
const all = scores.reduce(plus)
print('all', all, null)
const met = all.found >= all.inputs * GOAL.found && all.wrong <= all.inputs * GOAL.wrong
console.log(met ? '\ngoals met: found ≥ 95 %, wrong ≤ 1 %' : '\ngoals missed: found ≥ 95 %, wrong ≤ 1 %')
process.exitCode = met ? 0 : 1

async function score(
  name: string,
  file: Buffer,
  truths: readonly ReadonlyMap<string, string | null>[],
): Promise<Score> {
  const begin = performance.now()
  // What is refused counts as not found.
  const { sheets } = await readPlain(file).catch((error: unknown) => {
    console.log(`   ${name} refused: ${error instanceof Error ? error.message : String(error)}`)
    return { sheets: [] }
  })
  const proposals = sheets.map((sheet) => recognise(sheet, dictionary))
  const ms = performance.now() - begin
  const total = truths.map((truth, at) => compare(truth, proposals[at]?.bindings ?? [], name)).reduce(plus)
  print(name, total, ms)
  return total
}

/** `null` in the truth is a place for which the dictionary has nothing: proposing something sure is wrong. */
function compare(truth: ReadonlyMap<string, string | null>, bindings: readonly BindingProposal[], name: string): Score {
  const proposed = new Map(bindings.map((binding) => [binding.address, binding]))
  let [found, right, doubtful, wrong] = [0, 0, 0, 0]
  const say = (text: string): void => void (detail && console.log(`   ${name} ${text}`))
  for (const [address, code] of truth) {
    const binding = proposed.get(address)
    if (!binding) {
      say(`${address} missed (${code ?? 'new'})`)
      continue
    }
    found += 1
    if (binding.confidence === 'new' && code === null) right += 1
    else if (binding.confidence !== 'sure') {
      doubtful += 1
      say(
        `${address} ${binding.confidence} “${binding.label}” ${binding.indicator ?? ''} for ${code ?? 'new'}: ${binding.reason}`,
      )
    } else if (binding.indicator === code) right += 1
    else {
      wrong += 1
      say(`${address} WRONG “${binding.label}” ${binding.indicator ?? ''} for ${code ?? 'new'}`)
    }
  }
  const extra = bindings.filter(({ address }) => !truth.has(address))
  for (const { address, label } of extra) say(`${address} extra “${label}”`)
  return { inputs: truth.size, found, extra: extra.length, right, doubtful, wrong }
}

function plus(a: Score, b: Score): Score {
  return {
    inputs: a.inputs + b.inputs,
    found: a.found + b.found,
    extra: a.extra + b.extra,
    right: a.right + b.right,
    doubtful: a.doubtful + b.doubtful,
    wrong: a.wrong + b.wrong,
  }
}

function print(name: string, { inputs, found, extra, right, doubtful, wrong }: Score, ms: number | null): void {
  const share = (part: number): string => ((part / Math.max(1, inputs)) * 100).toFixed(1)
  const columns = [
    name.padEnd(34),
    String(inputs).padStart(6),
    share(found).padStart(7),
    String(extra).padStart(6),
    share(right).padStart(7),
    share(doubtful).padStart(10),
    share(wrong).padStart(7),
    ms === null ? '' : ms.toFixed(0).padStart(6),
  ]
  console.log(columns.join(' '))
}
