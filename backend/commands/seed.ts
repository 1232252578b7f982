import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

/** Demo data on an empty base: the same on every machine for the same day. */
export default class Seed extends BaseCommand {
  static override commandName = 'seed'
  static override description = '在空数据库中写入演示数据'
  static override options: CommandOptions = { startApp: true }

  @flags.string({ description: '演示数据的当天，默认今天，例如 2026-11-23' })
  declare asOf?: string

  @flags.number({ description: '机构总数，默认约 770；36000 为全省规模' })
  declare institutions?: number

  @flags.boolean({ description: '只写机构、账号和代码表，不带表样和报表' })
  declare bare?: boolean

  override async run(): Promise<void> {
    const { seed } = await import('../database/seed/seed.js')
    const begin = Date.now()
    const refused = await seed({
      asOf: this.asOf ?? null,
      institutions: this.institutions ?? null,
      bare: this.bare ?? false,
      say: (message) => this.logger.info(`${message}（${((Date.now() - begin) / 1000).toFixed(1)} 秒）`),
    })
    if (refused) {
      this.logger.error(refused)
      this.exitCode = 1
    }
  }
}
