import { inject } from '@angular/core'
import type { ActivatedRouteSnapshot, Routes } from '@angular/router'
import { ReportGateway } from './report/report-gateway.js'
import type { ReportPage } from './report/report-page.js'

export const routes: Routes = [
  {
    path: '',
    title: '填报',
    loadComponent: async () => (await import('./tasks/tasks-page.js')).TasksPage,
  },
  {
    path: 'of/:collectionId',
    title: '填报',
    loadComponent: async () => (await import('./tasks/survey-link-page.js')).SurveyLinkPage,
  },
  {
    path: ':obligationId',
    title: '填报',
    loadComponent: async () => (await import('./report/report-page.js')).ReportPage,
    canActivate: [fetchReportAhead],
    canDeactivate: [(page: ReportPage) => page.mayLeave()],
  },
]

/** Lets everybody pass: the server decides who may read the report, and is asked at once. */
function fetchReportAhead(route: ActivatedRouteSnapshot): true {
  inject(ReportGateway).fetchAhead(route.paramMap.get('obligationId') ?? '')
  return true
}
