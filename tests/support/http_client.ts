import { contractProblems } from './contract.js'

export interface Reply<T> {
  readonly status: number
  readonly body: T
  readonly headers: Headers
}

/** A refusal as the tests look at it: contract `ApiError`. */
export interface Refused {
  readonly code: string
  readonly message: string
  readonly errors?: readonly { readonly code: string; readonly message: string; readonly where: string }[]
}

interface Sending {
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/**
 * A connection for each request: a test that writes a large workbook blocks its own process for longer than the server keeps an idle
 * connection, and the next request would go out on one that is closed.
 */
const ONCE = { Connection: 'close' }

/** Somebody who talks to the API: with a session or without. Paths are given without `/api`. */
export class Client {
  readonly #baseUrl: string
  readonly #cookie: string | null

  constructor(baseUrl: string, cookie: string | null) {
    this.#baseUrl = baseUrl
    this.#cookie = cookie
  }

  get<T>(path: string): Promise<Reply<T>> {
    return this.send('GET', path)
  }

  post<T>(path: string, body: unknown = {}): Promise<Reply<T>> {
    return this.send('POST', path, { body })
  }

  put<T>(path: string, body: unknown): Promise<Reply<T>> {
    return this.send('PUT', path, { body })
  }

  delete<T>(path: string): Promise<Reply<T>> {
    return this.send('DELETE', path)
  }

  /** One request; the body of an answer that is not JSON is its text. `headers` replace the usual ones. */
  async send<T>(method: string, path: string, { body, headers }: Sending = {}): Promise<Reply<T>> {
    const response = await fetch(`${this.#baseUrl}/api${path}`, {
      method,
      headers: {
        ...ONCE,
        ...(headers ?? {
          'X-Weitong': '1',
          ...(body !== undefined && { 'Content-Type': 'application/json' }),
          ...(this.#cookie && { Cookie: this.#cookie }),
        }),
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    const json = response.headers.get('content-type')?.includes('json') ?? false
    return { status: response.status, body: (json ? JSON.parse(text) : text) as T, headers: response.headers }
  }

  /** Sends a file as it is. */
  async upload<T>(path: string, file: Uint8Array): Promise<Reply<T>> {
    const response = await fetch(`${this.#baseUrl}/api${path}`, {
      method: 'POST',
      headers: {
        ...ONCE,
        'X-Weitong': '1',
        'Content-Type': 'application/octet-stream',
        ...(this.#cookie && { Cookie: this.#cookie }),
      },
      body: new Uint8Array(file),
    })
    return { status: response.status, body: (await response.json()) as T, headers: response.headers }
  }

  /** A file, byte for byte. */
  async download(path: string): Promise<Reply<ArrayBuffer>> {
    const headers = { ...ONCE, ...(this.#cookie && { Cookie: this.#cookie }) }
    const response = await fetch(`${this.#baseUrl}/api${path}`, { headers })
    return { status: response.status, body: await response.arrayBuffer(), headers: response.headers }
  }

  /** The body of an answer of the expected status that is of a type of the contract; throws what differs. */
  async expect<T>(type: string, request: Promise<Reply<T>>, status = 200): Promise<T> {
    const reply = await request
    if (reply.status !== status) throw new Error(`${reply.status} instead of ${status}: ${JSON.stringify(reply.body)}`)
    const problems = contractProblems(type, reply.body)
    if (problems.length > 0) throw new Error(`the reply is no ${type}: ${problems.slice(0, 10).join('; ')}`)
    return reply.body
  }
}

/** Signs in; throws the refusal. */
export async function signIn(baseUrl: string, login: string, password: string): Promise<Client> {
  const reply = await new Client(baseUrl, null).post<Refused>('/session', { login, password })
  const [cookie] = reply.headers.getSetCookie().map((line) => line.split(';')[0] ?? '')
  if (reply.status !== 200 || !cookie) throw new Error(`sign-in of ${login}: ${reply.status} ${reply.body.message}`)
  return new Client(baseUrl, cookie)
}
