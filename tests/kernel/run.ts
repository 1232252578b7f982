/** The kernel's specs alone: `node --import=@poppinss/ts-exec tests/kernel/run.ts`. */
import { fileURLToPath } from 'node:url'

process.argv.push(fileURLToPath(new URL('.', import.meta.url)))
await import('../support/run_specs.js')
