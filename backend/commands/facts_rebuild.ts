import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

/** Fact tables are a projection of the submissions: this makes them again, and must give the same. */
export default class FactsRebuild extends BaseCommand {
  static override commandName = 'facts:rebuild'
  static override description = '按已发布的表样和已上报的报表重建事实表'
  static override options: CommandOptions = { startApp: true }

  @flags.string({ description: '只重建一张表样的事实表，例如 WJT-1-9' })
  declare form?: string

  override async run(): Promise<void> {
    const { rebuildAllFacts } = await import('#submissions')
    const begin = Date.now()
    const rebuilt = await rebuildAllFacts(this.form ?? null)
    if (rebuilt.length === 0) {
      this.logger.error(this.form ? `没有已发布的表样 ${this.form}。` : '没有已发布的表样。')
      this.exitCode = 1
      return
    }
    for (const { code, rows, records } of rebuilt) {
      this.logger.info(`${code}：${rows} 行${records > 0 ? `，名单 ${records} 行` : ''}`)
    }
    this.logger.success(`已重建 ${rebuilt.length} 张事实表，用时 ${((Date.now() - begin) / 1000).toFixed(1)} 秒。`)
  }
}
