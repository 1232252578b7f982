import type { Routes } from '@angular/router'

export const routes: Routes = [
  {
    path: '',
    title: '快速调查',
    loadComponent: async () => (await import('./quick-surveys-page.js')).QuickSurveysPage,
  },
  {
    path: 'new',
    title: '新建快速调查',
    loadComponent: async () => (await import('./new-quick-survey-page.js')).NewQuickSurveyPage,
  },
  {
    path: ':surveyId',
    title: '快速调查',
    loadComponent: async () => (await import('./quick-survey-page.js')).QuickSurveyPage,
  },
]
