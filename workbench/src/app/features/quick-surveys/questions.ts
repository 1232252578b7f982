import type { Question, QuestionType } from '../../api/contract.js'

/** A question while it is written: `id` keeps its line apart, choices are a text of lines. */
export interface DraftQuestion extends Omit<Question, 'choices'> {
  readonly id: number
  readonly choices: string
}

export const QUESTION_TYPES: readonly { readonly type: QuestionType; readonly name: string }[] = [
  { type: 'number', name: '数字' },
  { type: 'yes-no', name: '是 / 否' },
  { type: 'choice', name: '单选' },
  { type: 'date', name: '日期' },
  { type: 'text', name: '文字' },
]

let ids = 0

export function newQuestion(text = '', type: QuestionType = 'number'): DraftQuestion {
  ids += 1
  return { id: ids, text, type, required: true, unit: '', decimals: 0, choices: '' }
}

/** What goes to the server; a question without words is not one. */
export function asked(drafts: readonly DraftQuestion[]): Question[] {
  return drafts
    .filter(({ text }) => text.trim() !== '')
    .map(({ text, type, required, unit, decimals, choices }) => ({
      text: text.trim(),
      type,
      required,
      unit: type === 'number' ? unit.trim() : '',
      decimals: type === 'number' ? decimals : 0,
      choices: type === 'choice' ? choicesOf(choices) : [],
    }))
}

/** Why the questions cannot be asked yet, as a Chinese sentence; null when they can. */
export function problemWith(drafts: readonly DraftQuestion[]): string | null {
  const questions = asked(drafts)
  if (questions.length === 0) return '请至少写一个问题。'
  const short = questions.findIndex(({ text }) => text.length < 2)
  if (short >= 0) return `第 ${short + 1} 题至少写两个字。`
  const choice = questions.findIndex(({ type, choices }) => type === 'choice' && choices.length < 2)
  return choice >= 0 ? `第 ${choice + 1} 题是单选，请至少写两个选项。` : null
}

/** One a line, or apart by commas. */
function choicesOf(text: string): string[] {
  const parts = text.split(/[\n,，;；、]/).map((part) => part.trim())
  return [...new Set(parts.filter((part) => part !== ''))]
}
