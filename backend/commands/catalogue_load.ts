import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import type { Template } from '@weitong/designer/template'

/** Publishes the shipped forms on a base that has none yet, and says which rules the language cannot express. */
export default class CatalogueLoad extends BaseCommand {
  static override commandName = 'catalogue:load'
  static override description = '发布随平台提供的国家调查表'
  static override options: CommandOptions = { startApp: true }

  @flags.array({ description: '表样编码，例如 WJT-1-9；默认全部' })
  declare form?: string[]

  override async run(): Promise<void> {
    const { CATALOGUE, loadCatalogueForm } = await import('../database/seed/catalogue.js')
    const { PLATFORM, Refusal } = await import('#platform')
    const unknown = this.form?.filter((code) => !CATALOGUE.includes(code)) ?? []
    if (unknown.length > 0) return this.#fail(`没有 ${unknown.join('、')}，可选：${CATALOGUE.join('、')}。`)
    for (const code of this.form ?? CATALOGUE) {
      try {
        for (const { template } of await loadCatalogueForm(PLATFORM, code)) this.#report(template)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        this.#fail(`${code}：${error.message}`)
        for (const { where, message } of error.detail.errors ?? []) this.logger.error(`  ${where}：${message}`)
      }
    }
  }

  #report({ code, title, edition, indicators, rules, unsayable }: Template): void {
    this.logger.success(`${code} ${title}（${edition}）：指标 ${indicators.length} 个，审核规则 ${rules.length} 条`)
    for (const rule of unsayable) {
      this.logger.info(`  暂不能表达：${rule.code} ${rule.message}（${rule.original}）——${rule.reason}`)
    }
  }

  #fail(message: string): void {
    this.logger.error(message)
    this.exitCode = 1
  }
}
