/** A failure the person at the terminal can act on: printed as it is, without a stack. */
export class Trouble extends Error {
  /**
   * @param {string} message one or more Chinese sentences: what happened and what to do
   * @param {string} [detail] the last lines of a log, shown below the message
   */
  constructor(message, detail) {
    super(message)
    this.name = 'Trouble'
    this.detail = detail
  }
}

/**
 * Ends the process with an explanation. Unexpected errors keep their stack, since they are our mistakes.
 * @param {unknown} error
 * @returns {never}
 */
export function explainAndExit(error) {
  if (error instanceof Trouble) {
    console.error(`\n✗ ${error.message}`)
    if (error.detail) console.error(error.detail.replace(/^/gm, '  | '))
  } else {
    console.error(error)
  }
  process.exit(1)
}
