import env from '#start/env'
import { defineConfig } from '@adonisjs/core/logger'

/** One JSON line per event on standard output; who collects them is the operator's choice. */
export default defineConfig({
  default: 'app',
  loggers: {
    app: {
      enabled: true,
      name: 'weitong',
      level: env.get('LOG_LEVEL', 'warn'),
      redact: { paths: ['password', '*.password', 'req.headers.cookie'] },
    },
  },
})
