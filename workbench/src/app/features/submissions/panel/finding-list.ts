import { Component, computed, inject, output } from '@angular/core'
import { type Finding, isOpenError, isOpenWarning } from '@weitong/designer/check'
import { OpenReport } from '../report/open-report.js'

/** Every 审核结果 of the report, the ones that hinder 上报 first; a click goes to the cell. */
@Component({
  selector: 'wt-finding-list',
  templateUrl: './finding-list.html',
  styleUrl: './finding-list.css',
})
export class FindingList {
  protected readonly report = inject(OpenReport)
  readonly goTo = output<Finding>()
  readonly explain = output<Finding>()

  private readonly findings = this.report.findings
  protected readonly groups = computed(() => [
    {
      severity: 'error' as const,
      word: '强制性',
      note: '改正后才能上报',
      findings: this.findings().filter(isOpenError),
    },
    {
      severity: 'warning' as const,
      word: '核实性',
      note: '改正或写核实说明',
      findings: this.findings().filter(isOpenWarning),
    },
  ])
  protected readonly total = computed(() => this.findings().length)
  /** Blanks that are not marked yet, because nobody has asked for 审核. */
  protected readonly blanks = computed(() => (this.report.cells.demanding() ? 0 : this.report.cells.blanks()))

  /** Rules that wait for reports of other forms: said, so that nobody takes them for passed. */
  protected readonly unasked = computed(() => {
    this.report.cells.version()
    return this.report.sheet.unasked()
  })

  protected isExplained(finding: Finding): boolean {
    return (this.report.explanations()[finding.rule] ?? '').trim() !== ''
  }
}
