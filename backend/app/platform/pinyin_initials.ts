import { pinyin } from 'pinyin-pro'

/** First letters of a name in pinyin, lower case: what search understands. */
export function pinyinInitials(name: string): string {
  return pinyin(name, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'removed' }).join('').toLowerCase()
}
