/** Where in the input a refusal applies: a cell, a row, a property path. */
export interface RefusalPlace {
  readonly code: string
  readonly message: string
  readonly where: string
}

/**
 * A coded refusal. `code` is stable and what the browser switches on; `message` is Chinese and says what to do;
 * `extra` goes out beside them (conflicts, current revision).
 */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    readonly detail: {
      readonly message: string
      readonly errors?: readonly RefusalPlace[]
      readonly extra?: Readonly<Record<string, unknown>>
    },
  ) {
    super(detail.message)
  }
}

type Message = string | ((...args: never[]) => string)

/**
 * Turns a table of codes into functions that make refusals, so each code has its status and wording in one place:
 * `const E = refusals({ E_X: [409, (name: string) => `…${name}…`] })`, then `throw E.E_X('…')`.
 */
export function refusals<T extends Record<string, readonly [status: number, message: Message]>>(
  table: T,
): { [K in keyof T]: (...args: T[K][1] extends (...args: infer A) => string ? A : []) => Refusal } {
  const made: Record<string, (...args: never[]) => Refusal> = {}
  for (const [code, [status, message]] of Object.entries(table)) {
    made[code] = (...args) =>
      new Refusal(code, status, { message: typeof message === 'string' ? message : message(...args) })
  }
  return made as { [K in keyof T]: (...args: T[K][1] extends (...args: infer A) => string ? A : []) => Refusal }
}
