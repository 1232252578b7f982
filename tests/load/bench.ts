/**
 * What `npm run bench` runs (deploy/local/bench.mjs): every benchmark on the real product, one after
 * the other, each with a platform of its own. Prints figures; judges none.
 */
import { spawn } from 'node:child_process'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const HERE = fileURLToPath(new URL('.', import.meta.url))
const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'engine,page,import,roster,analysis,submit' },
    institutions: { type: 'string', default: '36000' },
  },
})

/** Whether a benchmark is asked at the size of the province. */
const SIZED: Readonly<Record<string, boolean>> = {
  engine: false,
  page: false,
  import: false,
  roster: false,
  analysis: true,
  submit: true,
}

console.log(
  `${cpus().length} cores (${cpus()[0]?.model ?? ''}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`,
)
for (const name of values.only.split(',')) {
  const sized = SIZED[name]
  if (sized === undefined) throw new Error(`no benchmark ${name}; there are ${Object.keys(SIZED).join(', ')}`)
  console.log(`\n── ${name}${sized ? ` at ${values.institutions} institutions` : ''} ──`)
  process.exitCode ||= await runBench(name, sized ? [`--institutions=${values.institutions}`] : [])
}

function runBench(name: string, args: readonly string[]): Promise<number> {
  const command = ['--import=@poppinss/ts-exec', join(HERE, `bench_${name}.ts`), ...args]
  const child = spawn(process.execPath, command, { stdio: ['ignore', 'inherit', 'inherit'] })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code) => resolve(code ?? 1))
  })
}
