import { Component, computed, inject, input, signal } from '@angular/core'
import { Router } from '@angular/router'
import { ApiClient } from '../../../api/api-client.js'
import { messageOf } from '../../../api/api-failure.js'
import type { FormDraft, FormRecognition } from '../../../api/contract.js'
import { loaded } from '../../../api/loaded.js'
import { ErrorPanel } from '../../../ui/error-panel.js'
import { Icon } from '../../../ui/icon.js'
import { PageHeader } from '../../../ui/page-header.js'

const PASTED = '粘贴的表格'

/** 从文件开始: takes a file and has it recognised. `?into=` names the version that a changed file is imported into. */
@Component({
  selector: 'wt-import-page',
  imports: [ErrorPanel, Icon, PageHeader],
  templateUrl: './import-page.html',
  styleUrl: './import-page.css',
  host: { '(document:paste)': 'pasted($event)' },
})
export class ImportPage {
  private readonly api = inject(ApiClient)
  private readonly router = inject(Router)

  readonly into = input<string>()
  protected readonly over = signal(false)
  /** Name of the file on its way. */
  protected readonly busy = signal<string | null>(null)
  protected readonly failure = signal<string | null>(null)
  private giveUp = new AbortController()
  protected readonly target = loaded(
    () => this.into(),
    (api, id, signal) => api.get<FormDraft>(`/form-versions/${id}`, {}, signal),
  )
  protected readonly back = computed(() => {
    const draft = this.target.value()
    return this.into() && draft
      ? { path: `/design/forms/${draft.version.id}`, title: draft.template.title }
      : { path: '/design/forms', title: '表样' }
  })

  protected chosen(event: Event): void {
    const field = event.target as HTMLInputElement
    const [file] = field.files ?? []
    // The same file chosen again, after it was changed, is a change too.
    if (file) void this.send(file, file.name)
    field.value = ''
  }

  protected dropped(event: DragEvent): void {
    event.preventDefault()
    this.over.set(false)
    const [file] = event.dataTransfer?.files ?? []
    if (file) void this.send(file, file.name)
  }

  protected dragged(event: DragEvent, over: boolean): void {
    event.preventDefault()
    this.over.set(over)
  }

  /** A table out of Word, WPS or Excel, or a file copied in the file manager. */
  protected pasted(event: ClipboardEvent): void {
    const data = event.clipboardData
    if (!data) return
    event.preventDefault()
    const [file] = data.files
    const html = data.getData('text/html')
    const text = data.getData('text/plain')
    // Excel puts a picture of the cells beside them.
    if (/<table/i.test(html)) void this.send(new Blob([html]), PASTED)
    else if (file) void this.send(file, file.name)
    else if (text.includes('\t')) void this.send(new Blob([tableOf(text)]), PASTED)
    else this.failure.set('剪贴板里没有表格。请在 Word、WPS 或 Excel 里选中整张表复制，回到这里按 Ctrl+V。')
  }

  protected cancel(): void {
    this.giveUp.abort()
    this.busy.set(null)
  }

  private async send(file: Blob, name: string): Promise<void> {
    if (this.busy() !== null) return
    this.giveUp = new AbortController()
    const { signal } = this.giveUp
    this.busy.set(name)
    this.failure.set(null)
    try {
      const query = { name: name.slice(0, 200) }
      const { id } = await this.api.upload<FormRecognition>('/form-recognitions', file, { query, signal })
      await this.router.navigate(['/design/forms/import', id], { queryParams: { into: this.into() ?? null } })
    } catch (error) {
      if (!signal.aborted) this.failure.set(`《${name}》没有导入：${messageOf(error)}`)
    } finally {
      if (!signal.aborted) this.busy.set(null)
    }
  }
}

/** Lines and tabs, which is what some programs copy, as a table. */
function tableOf(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  const rows = escaped.replace(/\r?\n$/, '').split(/\r?\n/)
  const cells = rows.map((row) =>
    row
      .split('\t')
      .map((cell) => `<td>${cell}</td>`)
      .join(''),
  )
  return `<table>${cells.map((row) => `<tr>${row}</tr>`).join('')}</table>`
}
