import type { Routes } from '@angular/router'
import { needs } from '../../shell/guards.js'

export const routes: Routes = [
  {
    path: 'accounts',
    title: '账号',
    canActivate: [needs('manageAccounts')],
    loadComponent: async () => (await import('./accounts-page.js')).AccountsPage,
  },
  {
    path: 'grants',
    title: '授权',
    canActivate: [needs('manageGrants')],
    loadComponent: async () => (await import('./grants-page.js')).GrantsPage,
  },
  {
    path: 'who',
    title: '谁能看到',
    canActivate: [needs('manageGrants')],
    loadComponent: async () => (await import('./who-page.js')).WhoPage,
  },
  {
    path: 'audit',
    title: '审计',
    canActivate: [needs('readAudit')],
    loadComponent: async () => (await import('./audit-page.js')).AuditPage,
  },
]
