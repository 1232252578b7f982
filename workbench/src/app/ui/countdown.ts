import type { Tone } from './tone.js'

/** Words for the days left, and how loud to say them. */
export function countdown(daysLeft: number, general = false): { readonly words: string; readonly tone: Tone } {
  if (daysLeft < 0 && general) return { words: `已截止 ${-daysLeft} 天`, tone: 'neutral' }
  if (daysLeft < 0) return { words: `逾期 ${-daysLeft} 天`, tone: 'bad' }
  if (daysLeft === 0) return { words: '今天截止', tone: 'warn' }
  return { words: `还有 ${daysLeft} 天`, tone: daysLeft <= 3 ? 'warn' : 'neutral' }
}
