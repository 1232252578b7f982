import { defineConfig } from '@adonisjs/core/app'

export default defineConfig({
  commands: [() => import('@adonisjs/core/commands'), () => import('@adonisjs/lucid/commands')],
  providers: [
    () => import('@adonisjs/core/providers/app_provider'),
    { file: () => import('@adonisjs/core/providers/repl_provider'), environment: ['repl'] },
    () => import('@adonisjs/lucid/database_provider'),
    () => import('./providers/platform_provider.js'),
  ],
  preloads: [
    { file: () => import('./start/routes.js'), environment: ['web', 'test'] },
    { file: () => import('./start/kernel.js'), environment: ['web', 'test'] },
  ],
  directories: { commands: 'commands', providers: 'providers', migrations: '../migrations' },
})
