/** Where a cell stands, by the ids that move with its row and its column. */
export interface Place {
  readonly row: string
  readonly column: string
}

/** A position on the sheet as it is now, counted from 0. */
export interface Spot {
  readonly row: number
  readonly column: number
}

/** One string per place, for maps. Ids carry no blanks. */
export function placeKey(place: Place): string {
  return `${place.row} ${place.column}`
}

const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz'
const LENGTH = 10

/**
 * A new id for a row (`r`), column (`k`), cell (`c`) or section (`s`), random so that an id of something deleted in
 * an earlier version never comes back. Works over plain HTTP, where `crypto.randomUUID` does not exist.
 */
export function newId(kind: 'r' | 'k' | 'c' | 's'): string {
  const bytes = crypto.getRandomValues(new Uint8Array(LENGTH))
  return kind + Array.from(bytes, (byte) => ALPHABET[byte % ALPHABET.length]).join('')
}
