import type { Routes } from '@angular/router'
import { provideDates } from '../../ui/dates.js'

export const routes: Routes = [
  {
    path: '',
    providers: [provideDates()],
    children: [
      { path: '', title: '试填', loadComponent: async () => (await import('./trials-page.js')).TrialsPage },
      { path: 'new', title: '发起试填', loadComponent: async () => (await import('./new-trial-page.js')).NewTrialPage },
      { path: ':trialId', title: '试填', loadComponent: async () => (await import('./trial-page.js')).TrialPage },
    ],
  },
]
