import type { Routes } from '@angular/router'

export const routes: Routes = [
  {
    path: '',
    title: '指标',
    loadComponent: async () => (await import('./indicators-page.js')).IndicatorsPage,
  },
  {
    // No code begins with a hyphen.
    path: '-/import',
    title: '导入指标',
    loadComponent: async () => (await import('./import-page.js')).ImportPage,
  },
  {
    path: ':code',
    title: '指标',
    loadComponent: async () => (await import('./indicator-page.js')).IndicatorPage,
  },
]
