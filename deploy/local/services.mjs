/** `node deploy/local/services.mjs`: PostgreSQL and Redis of the data directory alone, until Ctrl-C. */
import { join } from 'node:path'
import { openEnvironment } from './environment.mjs'
import { openPlace } from './place.mjs'
import { explainAndExit } from './trouble.mjs'

try {
  const place = await openPlace()
  const environment = await openEnvironment(place, {
    step: async (title, work) => console.log(`${title}：${(await work(() => {})) ?? '完成'}`),
    report: (message) => console.error(message),
  })
  console.log(`环境变量写在 ${join(place.dataDir, 'env')}。按 Ctrl-C 停止。`)
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
