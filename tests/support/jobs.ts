import type { JobView } from '../../workbench/src/app/api/contract.js'
import type { Client } from './http_client.js'

const TRIES = 400
const PAUSE_MS = 100

/** The job once it has ended, however. */
export async function finishedJob(client: Client, id: string): Promise<JobView> {
  for (let tries = 0; tries < TRIES; tries++) {
    const job = await client.expect('JobView', client.get<JobView>(`/jobs/${id}`))
    if (job.state !== 'waiting' && job.state !== 'running') return job
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
  }
  throw new Error(`job ${id} did not finish`)
}
