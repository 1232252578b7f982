import type { Routes } from '@angular/router'

export const routes: Routes = [
  {
    path: '',
    title: '指标',
    loadComponent: async () => (await import('./indicators-page.js')).IndicatorsPage,
  },
  {
    path: ':code',
    title: '指标',
    loadComponent: async () => (await import('./indicator-page.js')).IndicatorPage,
  },
]
