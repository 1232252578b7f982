import type { Routes } from '@angular/router'

export const routes: Routes = [
  {
    path: '',
    title: '代码表',
    loadComponent: async () => (await import('./code-lists-page.js')).CodeListsPage,
  },
  {
    path: ':list/import',
    title: '导入代码表',
    loadComponent: async () => (await import('../import-page.js')).ImportPage,
  },
  {
    path: ':code',
    title: '代码表',
    canDeactivate: [(page: { canLeave: () => Promise<boolean> }) => page.canLeave()],
    loadComponent: async () => (await import('./code-list-page.js')).CodeListPage,
  },
]
