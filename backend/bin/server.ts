/** The web process: API, health and the built workbench. */
import { prettyPrintError } from '@adonisjs/core'
import { makeIgnitor } from './app.js'

makeIgnitor()
  .httpServer()
  .start()
  .catch((error: unknown) => {
    process.exitCode = 1
    void prettyPrintError(error)
  })
