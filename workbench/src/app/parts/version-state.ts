import type { FormVersionRef, VersionState } from '../api/contract.js'

export const VERSION_STATES: Readonly<Record<VersionState, string>> = {
  draft: '草稿',
  published: '已发布',
  retired: '历史版',
}

/** `第 2 版 现行版`. */
export function versionTitle({ number, edition }: Pick<FormVersionRef, 'number' | 'edition'>): string {
  return `第 ${number} 版${edition ? ` ${edition}` : ''}`
}
