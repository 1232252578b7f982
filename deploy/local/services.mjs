/** `node deploy/local/services.mjs`: PostgreSQL and Redis of the data directory alone, until Ctrl-C. */
import { relative } from 'node:path'
import { join } from 'node:path'
import { openEnvironment } from './environment.mjs'
import { ROOT } from './place.mjs'
import { explainAndExit } from './trouble.mjs'

try {
  const environment = await openEnvironment({
    step: async (title, work) => console.log(`${title}：${(await work()) ?? '完成'}`),
    report: (message) => console.error(message),
  })
  console.log(`环境变量写在 ${relative(ROOT, join(environment.place.dataDir, 'env'))}。按 Ctrl-C 停止。`)
  const waiting = setInterval(() => {}, 60_000)
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, async () => {
      clearInterval(waiting)
      await environment.close()
      process.exit(0)
    })
  }
} catch (error) {
  explainAndExit(error)
}
