import type { Routes } from '@angular/router'
import type { ReportPage } from './report/report-page.js'

export const routes: Routes = [
  {
    path: '',
    title: '填报',
    loadComponent: async () => (await import('./tasks/tasks-page.js')).TasksPage,
  },
  {
    path: ':obligationId',
    title: '填报',
    loadComponent: async () => (await import('./report/report-page.js')).ReportPage,
    canDeactivate: [(page: ReportPage) => page.mayLeave()],
  },
]
