/** `node ace …`: commands of the framework and of the features. */
import { prettyPrintError } from '@adonisjs/core'
import { makeIgnitor } from './app.js'

makeIgnitor()
  .ace()
  .handle(process.argv.slice(2))
  .catch((error: unknown) => {
    process.exitCode = 1
    void prettyPrintError(error)
  })
