/** `+3.2%` from an earlier value to this one; `—` where there is no base to compare with. */
export function growth(now: string | null, before: string | null): string {
  if (now === null || before === null || before === '' || now === '') return '—'
  const [to, from] = [Number(now), Number(before)]
  if (!Number.isFinite(to) || !Number.isFinite(from) || from === 0) return '—'
  const tenths = Math.round(((to - from) / Math.abs(from)) * 1000)
  if (tenths === 0) return '0.0%'
  const magnitude = Math.abs(tenths / 10)
  return `${tenths > 0 ? '+' : '−'}${magnitude >= 1000 ? `${Math.round(magnitude / 100)}倍` : `${magnitude.toFixed(1)}%`}`
}
