import type { Node } from './ast.js'
import { TIME_FUNCTIONS } from './functions.js'

/** When another form is looked at: at the period of this report, the one before, or the same one last year. */
export type ForeignTime = 'now' | 'previous' | 'lastYear'

/** A value of another form that an expression names. */
export interface ForeignNeed {
  readonly form: string
  readonly key: string
  readonly time: ForeignTime
}

type Foreign = Node & { kind: 'foreign' }

/** How a needed value is called in a frame. */
export function foreignId({ form, key }: Pick<Foreign, 'form' | 'key'>, time: ForeignTime): string {
  return `${time} '${form}'![${key}]`
}

/** When a call looks at its argument: a time function there, every other function now. */
export function timesOf(call: Node & { kind: 'call' }): readonly ForeignTime[] {
  const time = TIME_FUNCTIONS[call.name]
  if (!time) return ['now']
  return call.name === 'MOM' || call.name === 'YOY' ? ['now', time] : [time]
}

/** `'WJT-1-1'![SYCWS]` as form and key. */
export function readForeign(text: string): { form: string; key: string } {
  const [, form = '', key = ''] = /^'?([^'!]*)'?!\[?(\w*)\]?$/.exec(text) ?? []
  return { form, key }
}
