import { stepOf, totpCode } from '../../backend/app/identity/second_factor/totp.js'
import { Client } from './http_client.js'
import { ownerRows, PASSWORD, sharedPlatform } from './world.js'

export type Administrator = 'xitong' | 'anquan' | 'shenji'

const signedIn = new Map<Administrator, Promise<Client>>()

/** A demo administrator with password and code, signed in once per run. */
export function administrator(login: Administrator): Promise<Client> {
  const known = signedIn.get(login) ?? enter(login)
  signedIn.set(login, known)
  return known
}

async function enter(login: Administrator): Promise<Client> {
  const { baseUrl } = sharedPlatform()
  const half = await new Client(baseUrl, null).post('/session', { login, password: PASSWORD })
  const client = new Client(baseUrl, cookieOf(half.headers))
  const whole = await client.post('/session/second-factor', { code: await codeFor(login) })
  if (whole.status !== 200) throw new Error(`the code of ${login}: ${whole.status} ${JSON.stringify(whole.body)}`)
  return new Client(baseUrl, cookieOf(whole.headers))
}

/** The code the app of a demo administrator shows just after the password was taken. */
export async function codeFor(login: string): Promise<string> {
  const secrets = JSON.parse(process.env.DEMO_TOTP_SECRETS ?? '{}') as Record<string, string>
  return totpCode(secrets[login] ?? '', stepOf(await platformTime(login)))
}

/** The platform's clock, from the session it has just written. */
async function platformTime(login: string): Promise<Date> {
  const [row] = await ownerRows<{ at: Date }>(
    'select max(s.created_at) as at from sessions s join accounts a on a.id = s.account_id where a.login = $1',
    [login],
  )
  return row?.at ?? new Date(0)
}

function cookieOf(headers: Headers): string {
  return headers.getSetCookie()[0]?.split(';')[0] ?? ''
}
