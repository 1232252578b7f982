import { Dialog } from '@angular/cdk/dialog'
import { Component, computed, inject, input } from '@angular/core'
import { RouterLink } from '@angular/router'
import { firstValueFrom } from 'rxjs'
import { ApiClient } from '../../api/api-client.js'
import type { IndicatorDetail, IndicatorEntry } from '../../api/contract.js'
import { loaded } from '../../api/loaded.js'
import { AGGREGATIONS, VALUE_TYPES } from '../../parts/indicator-words.js'
import { versionTitle } from '../../parts/version-state.js'
import { VersionTag } from '../../parts/version-tag.js'
import { Ask } from '../../ui/ask.js'
import { EmptyState } from '../../ui/empty-state.js'
import { ErrorPanel } from '../../ui/error-panel.js'
import { Loading } from '../../ui/loading.js'
import { Notices } from '../../ui/notices.js'
import { PageHeader } from '../../ui/page-header.js'
import { ChangeList } from './change-list.js'
import { IndicatorDialog } from './indicator-dialog.js'

/** One indicator: what it means, which forms use it in which cells, and who changed what. */
@Component({
  selector: 'wt-indicator-page',
  imports: [ChangeList, EmptyState, ErrorPanel, Loading, PageHeader, RouterLink, VersionTag],
  templateUrl: './indicator-page.html',
  styleUrl: './indicator-page.css',
})
export class IndicatorPage {
  private readonly api = inject(ApiClient)
  private readonly ask = inject(Ask)
  private readonly dialog = inject(Dialog)
  private readonly notices = inject(Notices)

  readonly code = input.required<string>()
  protected readonly detail = loaded(
    () => ({ code: this.code() }),
    (api, { code }, signal) => api.get<IndicatorDetail>(`/indicators/${code}`, {}, signal),
  )
  /** Published versions that still have an earlier definition. */
  protected readonly differing = computed(() => this.detail.value()?.uses.filter(({ differs }) => differs).length ?? 0)
  protected readonly versionTitle = versionTitle

  protected facts({ indicator, codeListTitle }: IndicatorDetail): readonly { name: string; text: string }[] {
    const { type, decimals, unit, min, aggregation, ratio } = indicator
    const kind = type === 'decimal' ? `小数，${decimals ?? 0} 位` : VALUE_TYPES[type]
    const numeric = decimals !== null
    return [
      { name: '类型', text: codeListTitle ? `${kind}，${codeListTitle}` : kind },
      ...(numeric ? [{ name: '计量单位', text: unit || '无' }] : []),
      { name: '汇总方式', text: AGGREGATIONS[aggregation] },
      ...(ratio ? [{ name: '比率公式', text: ratio }] : []),
      ...(numeric ? [{ name: '最小值', text: min === null ? '不限，可以为负数' : String(min ?? 0) }] : []),
    ]
  }

  protected async edit(indicator: IndicatorEntry): Promise<void> {
    const ref = this.dialog.open<IndicatorEntry, IndicatorEntry>(IndicatorDialog, {
      data: indicator,
      width: '520px',
      maxWidth: 'calc(100vw - 48px)',
      ariaLabel: '修改指标',
      autoFocus: '#indicator-name',
    })
    const saved = await firstValueFrom(ref.closed)
    if (!saved) return
    this.notices.good(`指标 ${saved.code} 已保存。`)
    this.detail.reload()
  }

  protected async retire({ code, name, revision }: IndicatorEntry): Promise<void> {
    await this.ask.confirm({
      heading: `停用指标“${name}”？`,
      lines: [
        '停用后，设计表样时不再提供这个指标；已经使用它的表样不受影响。',
        '编码不会再给别的指标，随时可以恢复使用。',
      ],
      action: '停用',
      harsh: true,
      act: async () => void (await this.api.post(`/indicators/${code}/retire`, { revision })),
    })
    this.detail.reload()
  }

  protected async restore({ code, name, revision }: IndicatorEntry): Promise<void> {
    await this.ask.confirm({
      heading: `恢复使用指标“${name}”？`,
      lines: ['恢复后，设计表样时可以重新绑定它。'],
      action: '恢复使用',
      act: async () => void (await this.api.post(`/indicators/${code}/restore`, { revision })),
    })
    this.detail.reload()
  }
}
