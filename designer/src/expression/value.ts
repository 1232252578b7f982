/** What an expression may yield. null is blank, and for a comparison unknown. */
export type Value = number | string | boolean | null

/** Doubles hold every integer up to here; a scaled value beyond it would silently change. */
export const MAX_SCALED = 2 ** 53

/**
 * Rounds half away from zero as people do with the decimal they see: 1.005 is 1.01 at two decimals although the double is a
 * little less. Only near a half is the decimal text looked at.
 */
export function round(value: number, decimals: number): number {
  const power = 10 ** decimals
  const scaled = Math.abs(value) * power
  if (!(scaled < MAX_SCALED)) return value
  const whole = Math.floor(scaled)
  const fraction = scaled - whole
  const near = Math.abs(fraction - 0.5) < 1e-6 + scaled * 1e-15
  const units = near ? roundText(Math.abs(value), decimals) : fraction < 0.5 ? whole : whole + 1
  const rounded = units / power
  return value < 0 ? -rounded || 0 : rounded
}

/** Units of the last decimal, from the shortest decimal text of the number. */
function roundText(value: number, decimals: number): number {
  const text = String(value)
  return Math.round(text.includes('e') ? value * 10 ** decimals : Number(`${text}e${decimals}`))
}

/** Whether a number at this scale is exact in a double. */
export function fits(value: number, decimals: number): boolean {
  return Number.isFinite(value) && Math.abs(value) * 10 ** decimals <= MAX_SCALED
}

/** -1, 0 or 1, at `decimals` digits; without a scale (after a division) to nine significant digits. */
export function compareNumbers(left: number, right: number, decimals: number | null): number {
  if (decimals === null) {
    const tolerance = 1e-9 * Math.max(Math.abs(left), Math.abs(right))
    return Math.abs(left - right) <= tolerance ? 0 : left < right ? -1 : 1
  }
  const a = round(left, decimals)
  const b = round(right, decimals)
  return a === b ? 0 : a < b ? -1 : 1
}
