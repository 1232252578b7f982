/** Why an expression cannot be used, and where: `position` counts characters from 0. */
export class ExpressionError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly position: number,
  ) {
    super(message)
  }
}
