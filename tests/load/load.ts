import { Agent, request } from 'node:http'

export interface LoadOptions {
  readonly baseUrl: string
  /** Requests under way at any moment. */
  readonly atOnce: number
  readonly seconds: number
}

export interface Request {
  readonly path: string
  readonly cookie: string
  readonly body: unknown
}

export interface LoadResult {
  readonly done: number
  readonly perSecond: number
  readonly p50: number
  readonly p95: number
  readonly errors: number
  /** Processor time the generator itself took, in milliseconds. */
  readonly generatorCpu: number
  readonly firstError: string | null
}

/** Keeps `atOnce` posts under way until the time is over or `next` has none left; counts what is not 200 as an error. */
export async function runLoad(
  { baseUrl, atOnce, seconds }: LoadOptions,
  next: (worker: number) => Request | null,
): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce })
  const times: number[] = []
  let errors = 0
  let firstError: string | null = null
  const begin = performance.now()
  const cpu = process.cpuUsage()
  const end = begin + seconds * 1000
  const worker = async (id: number) => {
    while (performance.now() < end) {
      const wanted = next(id)
      if (!wanted) return
      const start = performance.now()
      const failure = await post(baseUrl, agent, wanted)
      times.push(performance.now() - start)
      if (failure) {
        errors += 1
        firstError ??= failure
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, (_, id) => worker(id)))
  const elapsed = performance.now() - begin
  const used = process.cpuUsage(cpu)
  agent.destroy()
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  return {
    done: times.length,
    perSecond: (times.length - errors) / (elapsed / 1000),
    p50: at(0.5),
    p95: at(0.95),
    errors,
    generatorCpu: (used.user + used.system) / 1000,
    firstError,
  }
}

/** null for 200, else what came instead. */
function post(baseUrl: string, agent: Agent, { path, cookie, body }: Request): Promise<string | null> {
  const text = JSON.stringify(body)
  return new Promise((resolve) => {
    const headers = {
      'x-weitong': '1',
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
      cookie,
    }
    const sent = request(`${baseUrl}/api${path}`, { method: 'POST', agent, headers }, (response) => {
      let reply = ''
      response.setEncoding('utf8')
      response.on('data', (part: string) => (reply += part))
      response.on('end', () =>
        resolve(response.statusCode === 200 ? null : `${response.statusCode} ${reply.slice(0, 300)}`),
      )
    })
    sent.on('error', (error) => resolve(error.message))
    sent.end(text)
  })
}
