import type { Routes } from '@angular/router'
import { provideDates } from '../../ui/dates.js'

export const routes: Routes = [
  {
    path: '',
    providers: [provideDates()],
    children: [
      {
        path: '',
        title: '报送任务',
        loadComponent: async () => (await import('./collections-page.js')).CollectionsPage,
      },
      {
        path: 'new',
        title: '新建报送任务',
        loadComponent: async () => (await import('./new-collection-page.js')).NewCollectionPage,
      },
      {
        path: ':collectionId/switch',
        title: '换版',
        loadComponent: async () => (await import('./switch/switch-page.js')).SwitchPage,
      },
      {
        path: ':collectionId',
        title: '报送任务',
        loadComponent: async () => (await import('./collection-page.js')).CollectionPage,
      },
    ],
  },
]
