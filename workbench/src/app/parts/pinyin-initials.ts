/** The first character, in pinyin order, of every letter a syllable can begin with: no syllable begins with I, U or V. */
const FIRST = '阿八嚓哒妸发旮哈讥咔垃痳拏噢妑七呥扨它穵夕丫帀'
const LETTERS = 'ABCDEFGHJKLMNOPQRSTWXYZ'

let collator: Intl.Collator | null = null

/**
 * First letters of the pinyin of a text, `综合医院` → `ZHYY`: the browser's own pinyin order says between which two letters a
 * character stands, so no table is loaded. Characters with several readings count with the commonest; letters and digits stay.
 */
export function pinyinInitials(text: string): string {
  return [...text].map(initialOf).join('')
}

function initialOf(character: string): string {
  if (/[A-Za-z0-9]/.test(character)) return character.toUpperCase()
  if (!/\p{Script=Han}/u.test(character)) return ''
  collator ??= new Intl.Collator('zh-CN-u-co-pinyin')
  let at = LETTERS.length - 1
  while (at > 0 && collator.compare(character, FIRST.charAt(at)) < 0) at -= 1
  return LETTERS.charAt(at)
}
