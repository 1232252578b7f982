/**
 * A form from a file on the running server: `npm run bench -- --only import`. The xlsx of 卫健统1-1 (366 places) is uploaded and
 * recognised against the dictionary of every shipped form, then becomes a draft: time of each, and the memory of the web process.
 */
import type { FormDraft, FormRecognition } from '../../workbench/src/app/api/contract.js'
import { shippedForm } from '../kernel/support/forms.js'
import { ace } from '../support/ace.js'
import type { Client } from '../support/http_client.js'
import { actor, openWorld, sharedPlatform } from '../support/world.js'
import { peakMemory } from './cpu.js'
import { exportForm } from './recognition/export_form.js'

const RUNS = 7

const close = await openWorld()
try {
  const loaded = await ace(sharedPlatform().database, 'catalogue:load')
  if (loaded.code !== 0) throw new Error(loaded.output)
  const designer = await actor('sheng-sheji')
  const { file, truth } = await exportForm(shippedForm('WJT-1-1'))
  console.log(`file         ${Math.round(file.length / 1024)} kB, ${truth.size} places`)
  const [reading, making]: [number[], number[]] = [[], []]
  for (let run = 0; run < RUNS; run++) {
    const recognition = await timed(reading, () => recognise(designer, file))
    await timed(making, () => makeDraft(designer, recognition, run))
  }
  print('recognise', reading)
  print('make draft', making)
  const together: number[] = []
  await Promise.all(Array.from({ length: 10 }, () => timed(together, () => recognise(designer, file))))
  print('10 at once', together)
  console.log(`memory       web process at most ${peakMemory()} MB`)
} finally {
  await close()
}

function recognise(designer: Client, file: Buffer): Promise<FormRecognition> {
  return designer.expect(
    'FormRecognition',
    designer.upload<FormRecognition>('/form-recognitions?name=1-1.xlsx', file),
    201,
  )
}

function makeDraft(designer: Client, { id, sheets }: FormRecognition, run: number): Promise<FormDraft> {
  const form = { code: `BENCH-${run}`, title: '导入测速', periodType: 'year' }
  const body = { ...form, sheet: sheets[0]?.plain.name ?? '', decisions: {} }
  return designer.expect('FormDraft', designer.post<FormDraft>(`/form-recognitions/${id}/forms`, body), 201)
}

async function timed<T>(times: number[], work: () => Promise<T>): Promise<T> {
  const begin = performance.now()
  const result = await work()
  times.push(performance.now() - begin)
  return result
}

function print(what: string, times: readonly number[]): void {
  const sorted = [...times].sort((a, b) => a - b)
  const at = (share: number): number => Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? 0)
  console.log(`${what.padEnd(12)} median ${at(0.5)} ms, best ${at(0)} ms, worst ${at(1)} ms (${times.length} runs)`)
}
