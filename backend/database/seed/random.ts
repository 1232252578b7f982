/**
 * A small seeded generator (mulberry32), so that the demo data is the same on every machine. Seeded by words: what one
 * hospital reports does not depend on how many others there are.
 */
export class Random {
  #state: number

  constructor(...words: readonly (string | number)[]) {
    let hash = 2166136261
    for (const byte of Buffer.from(words.join('|'))) hash = Math.imul(hash ^ byte, 16777619)
    this.#state = hash >>> 0
  }

  /** From 0 up to, not including, 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let t = this.#state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.next()
  }

  integer(low: number, high: number): number {
    return Math.floor(this.between(low, high + 1))
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  pick<T>(list: readonly T[]): T {
    const item = list[Math.floor(this.next() * list.length)]
    if (item === undefined) throw new Error('nothing to pick from')
    return item
  }

  /** One of the keys of a table of weights. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K {
    const entries = Object.entries<number>(weights) as [K, number][]
    let left = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0)
    for (const [key, weight] of entries) if ((left -= weight) < 0) return key
    return (entries.at(-1) as [K, number])[0]
  }

  /** A new list in another order. */
  shuffled<T>(list: readonly T[]): T[] {
    const result = [...list]
    for (let at = result.length - 1; at > 0; at -= 1) {
      const other = this.integer(0, at)
      ;[result[at], result[other]] = [result[other] as T, result[at] as T]
    }
    return result
  }
}
