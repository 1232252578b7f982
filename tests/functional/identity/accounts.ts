import { request } from 'node:http'
import { ownerRows, PASSWORD, sharedPlatform } from '../../support/world.js'

let accounts = 0

export interface AccountOptions {
  readonly roles?: readonly string[]
  readonly status?: string
  /** A demo account whose organisation and password it gets. */
  readonly like?: string
  readonly mustChange?: boolean
}

/** An account of its own, at 大冶市人民医院 unless told, with the demo password. */
export async function buildAccount(options: AccountOptions = {}): Promise<{ id: string; login: string }> {
  const { roles = ['filler'], status = 'active', like = 'daye-rmyy', mustChange = false } = options
  accounts += 1
  const login = `test-${process.pid}-${accounts}`
  const [account] = await ownerRows<{ id: string }>(
    `insert into accounts (login, name, organisation_id, org_path, password_hash, status, created_at, password_changed_at, must_change)
     select $1, '测试员', organisation_id, org_path, password_hash, $2, created_at, created_at, $4 from accounts where login = $3
     returning id`,
    [login, status, like, mustChange],
  )
  const id = account?.id ?? ''
  await ownerRows(
    `insert into account_grants (account_id, role, organisation_id)
     select a.id, r, a.organisation_id from accounts a, unnest($2::text[]) r where a.id = $1`,
    [id, roles],
  )
  return { id, login }
}

interface Attempt {
  readonly login: string
  readonly password?: string
  /** Loopback address the request comes from. */
  readonly address?: string
  /** `name=value` pairs the browser kept. */
  readonly cookie?: string
  readonly baseUrl?: string
}

export interface AttemptReply {
  readonly status: number
  readonly code: string | undefined
  readonly message: string | undefined
  readonly cookies: readonly string[]
}

/** A sign-in from an address of one's choice; the right password unless told. */
export function attemptFrom({ login, password = PASSWORD, address, cookie, baseUrl }: Attempt): Promise<AttemptReply> {
  const headers = { 'X-Weitong': '1', 'Content-Type': 'application/json', ...(cookie && { Cookie: cookie }) }
  const target = `${baseUrl ?? sharedPlatform().baseUrl}/api/session`
  return new Promise((resolve, reject) => {
    const sent = request(target, { method: 'POST', headers, localAddress: address, agent: false }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
      response.on('end', () => {
        const { code, message } = JSON.parse(text) as { code?: string; message?: string }
        const cookies = (response.headers['set-cookie'] ?? []).map((line) => line.split(';')[0] ?? '')
        resolve({ status: response.statusCode ?? 0, code, message, cookies })
      })
    })
    sent.on('error', reject)
    sent.end(JSON.stringify({ login, password }))
  })
}
