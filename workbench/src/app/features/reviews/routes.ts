import type { Routes } from '@angular/router'

export const routes: Routes = [
  {
    path: '',
    title: '审核审批',
    loadComponent: async () => (await import('./review-collections-page.js')).ReviewCollectionsPage,
  },
  {
    path: ':collectionId',
    title: '审核审批',
    loadComponent: async () => (await import('./review-page.js')).ReviewPage,
  },
]
