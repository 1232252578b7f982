import { HttpClient } from '@angular/common/http'
import { inject, Injectable } from '@angular/core'
import { Router } from '@angular/router'
import type { Observable } from 'rxjs'
import { firstValueFrom, fromEvent, takeUntil } from 'rxjs'
import { toApiFailure } from './api-failure.js'
import { Connection } from './connection.js'
import { SessionStore } from './session-store.js'
import { StepUp } from './step-up.js'

/** Values of a query string; undefined, null and '' leave the name out. */
export type Query = Readonly<Record<string, string | number | boolean | null | undefined>>

const CHANGING = { 'X-Weitong': '1' }

/**
 * The only way to the server. Paths are those of `contract.ts`, without `/api`. Every call resolves to the reply's
 * body or throws an `ApiFailure`. A 401 leads to the sign-in page, which comes back to the address asked for.
 */
@Injectable({ providedIn: 'root' })
export class ApiClient {
  private readonly http = inject(HttpClient)
  private readonly router = inject(Router)
  private readonly session = inject(SessionStore)
  private readonly connection = inject(Connection)
  private readonly stepUp = inject(StepUp)

  /** @param signal gives up the call, as in the loader of a `resource` */
  async get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
    return this.answer(path, this.http.get<T>(`/api${path}`, { params: filled(query) }), signal)
  }

  async post<T>(path: string, body: object = {}): Promise<T> {
    return this.proved(() => this.answer(path, this.http.post<T>(`/api${path}`, body, { headers: CHANGING })))
  }

  /** Sends a file as it is. */
  async upload<T>(path: string, file: Blob, options: { query?: Query; signal?: AbortSignal } = {}): Promise<T> {
    const headers = { ...CHANGING, 'Content-Type': 'application/octet-stream' }
    const params = filled(options.query ?? {})
    return this.answer(path, this.http.post<T>(`/api${path}`, file, { headers, params }), options.signal)
  }

  async put<T>(path: string, body: object): Promise<T> {
    return this.proved(() => this.answer(path, this.http.put<T>(`/api${path}`, body, { headers: CHANGING })))
  }

  async patch<T>(path: string, body: object): Promise<T> {
    return this.answer(path, this.http.patch<T>(`/api${path}`, body, { headers: CHANGING }))
  }

  async delete<T = void>(path: string): Promise<T> {
    return this.proved(() => this.answer(path, this.http.delete<T>(`/api${path}`, { headers: CHANGING })))
  }

  /** Sends a changing call again once the person has proved who he is, where the server wants that first. */
  private async proved<T>(call: () => Promise<T>): Promise<T> {
    try {
      return await call()
    } catch (error) {
      if (toApiFailure(error).code !== 'E_STEP_UP' || !(await this.stepUp.ask())) throw error
      return call()
    }
  }

  /** True, and the banner goes away, once the server answers again, if only that nobody is signed in. */
  async isAnswering(): Promise<boolean> {
    try {
      await this.get('/session')
      return true
    } catch (error) {
      return !toApiFailure(error).isTemporary
    }
  }

  private async answer<T>(path: string, call: Observable<T>, signal?: AbortSignal): Promise<T> {
    const until = signal ? call.pipe(takeUntil(fromEvent(signal, 'abort'))) : call
    try {
      const body = await firstValueFrom(until)
      this.connection.found()
      return body
    } catch (error) {
      if (signal?.aborted) throw error
      throw this.noted(path, error)
    }
  }

  private noted(path: string, error: unknown) {
    const failure = toApiFailure(error)
    if (failure.isTemporary) this.connection.lost(failure.status)
    else this.connection.found()
    if (failure.code === 'E_SESSION_ENDED') this.session.endedBecause.set(failure.message)
    if (failure.status === 401 && path !== '/session') this.askToSignIn()
    return failure
  }

  private askToSignIn(): void {
    this.session.set(null)
    const here = this.router.url
    if (here.startsWith('/sign-in')) return
    void this.router.navigate(['/sign-in'], { queryParams: { return: here } })
  }
}

function filled(query: Query): Record<string, string | number | boolean> {
  const params: Record<string, string | number | boolean> = {}
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') params[name] = value
  }
  return params
}
