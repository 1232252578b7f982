/** GB 32100-2015: 31 characters without I, O, S, V, Z. */
const CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2]

/** 组织机构代码: eight characters and the check character of GB 11714. */
export function organisationCode(body: string): string {
  const sum = ORGANISATION_WEIGHTS.reduce(
    (total, weight, at) => total + weight * CHARACTERS.indexOf(body.charAt(at)),
    0,
  )
  const check = 11 - (sum % 11)
  return body + (check === 10 ? 'X' : check === 11 ? '0' : String(check))
}

/** 统一社会信用代码: two characters of kind, the division, the organisation code, and the check character. */
export function creditCode(kind: string, division: string, organisation: string): string {
  const body = kind + division + organisation
  let weight = 1
  let sum = 0
  for (const character of body) {
    sum += CHARACTERS.indexOf(character) * weight
    weight = (weight * 3) % 31
  }
  return body + CHARACTERS.charAt((31 - (sum % 31)) % 31)
}
