import type { Endpoint } from '../../backend/app/identity/index.js'

export interface Routes {
  readonly endpoints: readonly Endpoint[]
  readonly abilities: Readonly<Record<string, string | readonly string[]>>
  /** `GET /api/forms`, as the router knows them. */
  readonly registered: readonly string[]
}

let loaded: Promise<Routes> | undefined

/**
 * The routes of the product, from the files that register them; boots the application without serving, once: those files register
 * with the first application that loads them.
 */
export function loadRoutes(): Promise<Routes> {
  loaded ??= readRoutes()
  return loaded
}

async function readRoutes(): Promise<Routes> {
  const { makeIgnitor } = await import('../../backend/bin/app.js')
  const app = makeIgnitor().createApp('test')
  await app.init()
  await app.boot()
  const { ENDPOINTS } = await import('../../backend/start/routes.js')
  const { ABILITIES } = await import('../../backend/app/identity/index.js')
  const router = await app.container.make('router')
  router.commit()
  const registered = Object.values(router.toJSON())
    .flat()
    .flatMap((route) =>
      route.methods.filter((method) => method !== 'HEAD').map((method) => `${method} ${route.pattern}`),
    )
  return { endpoints: ENDPOINTS, abilities: ABILITIES, registered }
}
