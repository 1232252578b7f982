/** What a colour may mean. It never stands without its word. */
export type Tone = 'neutral' | 'accent' | 'good' | 'warn' | 'bad'
