import type { Routes } from '@angular/router'
import { mustBeSignedIn, needs, toOwnDesk } from './shell/guards.js'
import { Frame } from './shell/frame.js'

/** Addresses of the product. Each feature owns everything below its first segment. */
export const routes: Routes = [
  {
    path: 'sign-in',
    title: '登录',
    loadComponent: async () => (await import('./shell/sign-in.js')).SignIn,
  },
  {
    path: 'unavailable',
    title: '暂时打不开',
    loadComponent: async () => (await import('./shell/unavailable.js')).Unavailable,
  },
  {
    path: '',
    component: Frame,
    canActivate: [mustBeSignedIn],
    canActivateChild: [mustBeSignedIn],
    children: [
      {
        path: '',
        pathMatch: 'full',
        canActivate: [toOwnDesk],
        loadChildren: async () => (await import('./features/home/routes.js')).routes,
      },
      {
        path: 'fill',
        canActivate: [needs('fill', 'review', 'analyse')],
        loadChildren: async () => (await import('./features/submissions/routes.js')).routes,
      },
      {
        path: 'reviews',
        canActivate: [needs('review')],
        loadChildren: async () => (await import('./features/reviews/routes.js')).routes,
      },
      {
        path: 'collections',
        canActivate: [needs('openCollection')],
        loadChildren: async () => (await import('./features/collections/routes.js')).routes,
      },
      {
        path: 'quick-surveys',
        canActivate: [needs('openCollection')],
        loadChildren: async () => (await import('./features/quick-surveys/routes.js')).routes,
      },
      {
        path: 'analysis',
        canActivate: [needs('analyse')],
        loadChildren: async () => (await import('./features/analysis/routes.js')).routes,
      },
      {
        path: 'design/surveys',
        canActivate: [needs('design')],
        loadChildren: async () => (await import('./features/surveys/routes.js')).routes,
      },
      {
        path: 'design/trials',
        canActivate: [needs('design')],
        loadChildren: async () => (await import('./features/trials/routes.js')).routes,
      },
      {
        path: 'design/preview/:versionId',
        title: '预览表样',
        canActivate: [needs('design')],
        loadComponent: async () => (await import('./features/submissions/preview/preview-page.js')).PreviewPage,
      },
      {
        path: 'design/forms',
        canActivate: [needs('design')],
        loadChildren: async () => (await import('./features/forms/routes.js')).routes,
      },
      {
        path: 'design/indicators',
        canActivate: [needs('design')],
        loadChildren: async () => (await import('./features/indicators/routes.js')).routes,
      },
      {
        path: 'system',
        loadChildren: async () => (await import('./features/system/routes.js')).routes,
      },
      {
        path: 'account',
        loadChildren: async () => (await import('./features/account/routes.js')).routes,
      },
      {
        path: 'design/code-lists',
        canActivate: [needs('design')],
        loadChildren: async () => (await import('./features/indicators/code-lists/routes.js')).routes,
      },
      {
        path: 'forbidden',
        title: '没有权限',
        loadComponent: async () => (await import('./shell/forbidden.js')).Forbidden,
      },
      {
        path: '**',
        title: '没有这个页面',
        loadComponent: async () => (await import('./shell/not-found.js')).NotFound,
      },
    ],
  },
]
