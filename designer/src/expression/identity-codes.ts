const CARD = /^\d{17}[\dX]$/
const CARD_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** Whether a 居民身份证号 has 18 places, a day of birth that exists and the right check digit (GB 11643); the X is a capital. */
export function isIdCard(text: string): boolean {
  if (!CARD.test(text) || birthOf(text) === null) return false
  const sum = CARD_WEIGHTS.reduce((total, weight, at) => total + weight * Number(text.charAt(at)), 0)
  return '10X98765432'.charAt(sum % 11) === text.charAt(17)
}

/** Day of birth of a 居民身份证号, or null when it has none. */
export function birthOf(text: string): string | null {
  const [matched, year, month, day] = /^\d{6}(\d{4})(\d{2})(\d{2})\d{3}[\dX]$/.exec(text) ?? []
  if (!matched) return null
  const iso = `${year}-${month}-${day}`
  const date = new Date(`${iso}T00:00:00Z`)
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== iso ? null : iso
}

/** Code of GB/T 2261.1: 1 男, 2 女; null when the text is no 居民身份证号. */
export function sexOf(text: string): string | null {
  if (!CARD.test(text)) return null
  return Number(text.charAt(16)) % 2 === 1 ? '1' : '2'
}

/** Without I, O, S, V and Z. */
const CREDIT_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** Whether a 统一社会信用代码 has 18 places of its alphabet and the right check digit (GB 32100). */
export function isCreditCode(text: string): boolean {
  const places = [...text].map((character) => CREDIT_ALPHABET.indexOf(character))
  if (places.length !== 18 || places.includes(-1)) return false
  let [sum, weight] = [0, 1]
  for (const place of places.slice(0, 17)) {
    sum += place * weight
    weight = (weight * 3) % 31
  }
  return (31 - (sum % 31)) % 31 === places[17]
}
