import type { Routes } from '@angular/router'

export const routes: Routes = [
  {
    path: '',
    title: '汇总分析',
    loadComponent: async () => (await import('./analysis-page.js')).AnalysisPage,
  },
]
