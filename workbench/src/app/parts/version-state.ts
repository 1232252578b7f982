import type { FormVersionRef, VersionState } from '../api/contract.js'

export const VERSION_STATES: Readonly<Record<VersionState, string>> = {
  draft: '草稿',
  published: '已发布',
  retired: '已停用',
}

/** `第 2 版 现行版`. */
export function versionTitle({ number, edition }: Pick<FormVersionRef, 'number' | 'edition'>): string {
  return `第 ${number} 版${edition ? ` ${edition}` : ''}`
}

/** `生效期间 2026-01 至 2026-12`, '' where it is not limited. */
export function effectiveLabel({ effectiveFrom, effectiveTo }: FormVersionRef): string {
  if (effectiveFrom === null && effectiveTo === null) return ''
  return `生效期间 ${effectiveFrom ?? ''} 至 ${effectiveTo ?? ''}`.trim()
}
