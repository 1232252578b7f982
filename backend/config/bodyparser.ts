import { defineConfig } from '@adonisjs/core/bodyparser'

/** JSON only: nothing in the product posts a form, and uploads will name their own limits. */
export default defineConfig({
  allowedMethods: ['POST', 'PUT', 'PATCH', 'DELETE'],
  form: { types: [] },
  raw: { types: [] },
  json: { types: ['application/json'], limit: '2mb', convertEmptyStringsToNull: false },
  multipart: { types: [] },
})
