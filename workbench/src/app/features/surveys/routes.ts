import type { Routes } from '@angular/router'

export const routes: Routes = [
  {
    path: '',
    title: '调查',
    loadComponent: async () => (await import('./surveys-page.js')).SurveysPage,
  },
  {
    path: 'start',
    title: '从零开启报送任务',
    loadComponent: async () => (await import('./start-page.js')).StartPage,
  },
]
