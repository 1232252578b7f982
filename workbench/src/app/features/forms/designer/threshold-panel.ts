import { Component, computed, inject, signal } from '@angular/core'
import { Period } from '@weitong/designer/period'
import type { Threshold, ThresholdRow } from '@weitong/designer/template'
import { CheckRevising } from './check-revising.js'
import { DesignSession } from './design-session.js'

const LEVELS = [
  { code: '', name: '不限' },
  { code: '3', name: '三级' },
  { code: '2', name: '二级' },
  { code: '1', name: '一级' },
  { code: '9', name: '未定级' },
] as const

const NEW_ROW: ThresholdRow = { category: null, level: null, from: null, to: null, value: 0 }

/** 阈值: numbers that rules compare with, by category, level and period; the first row that fits a unit holds for it. */
@Component({
  selector: 'wt-threshold-panel',
  templateUrl: './threshold-panel.html',
  styleUrls: ['./panels.css', './threshold-panel.css'],
})
export class ThresholdPanel {
  protected readonly session = inject(DesignSession)
  protected readonly revising = inject(CheckRevising)
  protected readonly levels = LEVELS
  protected readonly thresholds = computed(
    () => (this.revising.template() ?? this.session.template())?.thresholds ?? [],
  )
  protected readonly editable = computed(() => !this.session.readOnly() || this.revising.active())
  protected readonly open = signal<string | null>(null)
  protected readonly adding = signal(false)
  protected readonly problem = signal<string | null>(null)

  protected levelName(level: string | null): string {
    return LEVELS.find(({ code }) => code === (level ?? ''))?.name ?? '不限'
  }

  protected add(title: string, name: string): void {
    const wanted = title.trim()
    if (wanted === '') return this.problem.set('请写阈值的名称，如 病床使用率上限。')
    if (!/^[A-Za-z][A-Za-z0-9_]{0,30}$/.test(name)) return this.problem.set('公式里的名字用英文字母开头，如 bedUse。')
    if (this.thresholds().some((each) => each.name === name)) return this.problem.set(`名字 ${name} 已经用过。`)
    this.keep([...this.thresholds(), { name, title: wanted, rows: [NEW_ROW] }])
    this.adding.set(false)
    this.problem.set(null)
    this.open.set(name)
  }

  protected remove({ name }: Threshold): void {
    this.keep(this.thresholds().filter((each) => each.name !== name))
  }

  protected addRow(threshold: Threshold): void {
    this.setRows(threshold, [...threshold.rows, NEW_ROW])
  }

  protected removeRow(threshold: Threshold, at: number): void {
    this.setRows(
      threshold,
      threshold.rows.filter((_, index) => index !== at),
    )
  }

  /** Earlier rows win, so their order is part of what they say. */
  protected raise(threshold: Threshold, at: number): void {
    const rows = [...threshold.rows]
    const [row] = rows.splice(at, 1)
    if (row) rows.splice(at - 1, 0, row)
    this.setRows(threshold, rows)
  }

  protected setRow(threshold: Threshold, at: number, patch: Partial<ThresholdRow>): void {
    this.setRows(
      threshold,
      threshold.rows.map((row, index) => (index === at ? { ...row, ...patch } : row)),
    )
  }

  protected setText(
    threshold: Threshold,
    at: number,
    { property, text }: { property: 'category' | 'level' | 'from' | 'to'; text: string },
  ): void {
    const value = text.trim() === '' ? null : text.trim()
    if ((property === 'from' || property === 'to') && value !== null && !Period.isValid(value)) {
      return this.problem.set(`报表期“${value}”不对，写成 2026、2026H1、2026Q3 或 2026-10。`)
    }
    this.problem.set(null)
    this.setRow(threshold, at, { [property]: value })
  }

  protected setValue(threshold: Threshold, at: number, text: string): void {
    const value = Number(text)
    if (text.trim() === '' || !Number.isFinite(value)) return this.problem.set('阈值应为数值。')
    this.problem.set(null)
    this.setRow(threshold, at, { value })
  }

  private setRows(threshold: Threshold, rows: readonly ThresholdRow[]): void {
    if (this.revising.active()) this.revising.setThreshold(threshold.name, rows)
    else this.keep(this.thresholds().map((each) => (each.name === threshold.name ? { ...each, rows } : each)))
  }

  private keep(thresholds: readonly Threshold[]): void {
    this.session.surface()?.editHead({ thresholds })
  }
}
