import env from '#start/env'
import { Secret } from '@adonisjs/core/helpers'
import { defineConfig } from '@adonisjs/core/http'

export const appKey = new Secret(env.get('APP_KEY'))

export const http = defineConfig({
  generateRequestId: true,
  allowMethodSpoofing: false,
  useAsyncLocalStorage: false,
  // Behind the shipped proxy the client address is in X-Forwarded-For; only loopback may say so.
  trustProxy: (address) => address === '127.0.0.1' || address === '::1',
})
