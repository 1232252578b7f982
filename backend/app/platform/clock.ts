import env from '#start/env'

/**
 * The one clock. Time stamps are instants; business days are days in Asia/Shanghai, whatever the machine's zone.
 * Under test the clock starts at WEITONG_CLOCK and runs on from there.
 */
const start = env.get('NODE_ENV') === 'test' ? env.get('WEITONG_CLOCK') : undefined
const offset = start ? new Date(start).getTime() - Date.now() : 0

export function now(): Date {
  return new Date(Date.now() + offset)
}

const shanghai = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', dateStyle: 'short' })

/** The business day of an instant, `YYYY-MM-DD`. */
export function dayOf(instant: Date): string {
  return shanghai.format(instant)
}

export function today(): string {
  return dayOf(now())
}
