import type { SaveStatus } from '../saving/draft-saver.js'
import { businessTime } from '../../../ui/days.js'
import type { Tone } from '../../../ui/tone.js'

/** What the page says about saving, always in sight. */
export function saveWords(status: SaveStatus): { readonly words: string; readonly tone: Tone } {
  switch (status.kind) {
    case 'saved':
      return { words: status.at === null ? '填写后自动保存' : `已保存 ${clock(status.at)}`, tone: 'neutral' }
    case 'waiting':
      return { words: '有改动，马上保存', tone: 'neutral' }
    case 'saving':
      return { words: '正在保存…', tone: 'neutral' }
    case 'retrying':
      return { words: `未保存：${status.message.replace(/[。，].*$/, '')}，将自动重试`, tone: 'bad' }
    case 'conflict':
      return { words: `未保存：${status.conflicts.length} 格与同事的不同，请选择`, tone: 'bad' }
    case 'refused':
      return { words: '未保存', tone: 'bad' }
  }
}

function clock(instant: string): string {
  const { hour, minute } = businessTime(instant)
  return `${hour}:${minute}`
}
