/**
 * How fast the engine is on the largest shipped form, 卫健统1-1 with 366 indicators: `node --import=@poppinss/ts-exec
 * tests/load/bench_engine.ts`. Prints figures, judges none.
 */
import { EntrySheet, evaluate } from '@weitong/designer/entry'
import { Period } from '@weitong/designer/period'
import { type CompiledForm, compileTemplate } from '@weitong/designer/template'
import { shippedForm } from '../kernel/support/forms.js'
import { buildOrg } from '../kernel/support/orgs.js'
import { Random } from '../kernel/support/random.js'

const REPORTS = 5000
const KEYSTROKES = 20_000

const begin = performance.now()
const form = compileTemplate(shippedForm('WJT-1-1'))
const compiled = performance.now() - begin

const reports = Array.from({ length: 200 }, (_, seed) => figures(form, new Random(seed + 1)))
const contexts = reports.map((_, at) => ({
  org: buildOrg(),
  period: Period.parse('2026'),
  previous: null,
  lastYear: reports[(at + 1) % reports.length] ?? null,
}))

let findings = 0
const whole = measure(REPORTS, (at) => {
  const context = contexts[at % contexts.length]
  const values = reports[at % reports.length]
  if (context && values) findings += evaluate(form, values, context).findings.length
})

const [context, values] = [contexts[0], reports[0]]
if (!context || !values) throw new Error('no report to type into')
const sheet = new EntrySheet(form, context, values)
const inputs = form.inputs.filter(({ decimals }) => decimals !== null)
const keystroke = measure(KEYSTROKES, (at) => {
  const input = inputs[at % inputs.length]
  if (input) sheet.type(input.cell.id, String(at % 997))
  findings += sheet.findings().length
})

console.log(`form         ${form.template.code}: ${form.inputs.length} inputs, ${form.rules.length} rules`)
console.log(`compile      ${compiled.toFixed(0)} ms, once per version`)
console.log(
  `submission   p50 ${whole.p50.toFixed(0)} µs, p95 ${whole.p95.toFixed(0)} µs, processor ${whole.cpu.toFixed(0)} µs (evaluate and check, most totals wrong)`,
)
console.log(`36,000       ${((whole.cpu * 36_000) / 1e6).toFixed(1)} s on one core, without reading and writing`)
console.log(`keystroke    p50 ${keystroke.p50.toFixed(0)} µs, p95 ${keystroke.p95.toFixed(0)} µs (totals and findings)`)
console.log(`findings     ${findings}`)

interface Figures {
  readonly p50: number
  readonly p95: number
  /** Processor time of a run: what a busy machine does not change. */
  readonly cpu: number
}

/** Microseconds of each run, after a tenth of them to warm up. */
function measure(runs: number, work: (at: number) => void): Figures {
  for (let at = 0; at < runs / 10; at++) work(at)
  const times: number[] = []
  const before = process.cpuUsage()
  for (let at = 0; at < runs; at++) {
    const from = performance.now()
    work(at)
    times.push((performance.now() - from) * 1000)
  }
  const { user, system } = process.cpuUsage(before)
  times.sort((a, b) => a - b)
  const at = (share: number): number => times[Math.floor(times.length * share)] ?? 0
  return { p50: at(0.5), p95: at(0.95), cpu: (user + system) / runs }
}

function figures(compiledForm: CompiledForm, random: Random): Record<string, string> {
  return Object.fromEntries(
    compiledForm.inputs.map(({ cell, decimals }) => [
      cell.binding?.key ?? '',
      decimals === null ? '1' : String((1 + random.below(100_000)) / 10 ** decimals),
    ]),
  )
}
