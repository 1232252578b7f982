import type { Routes } from '@angular/router'

export const routes: Routes = [
  {
    path: '',
    loadComponent: async () => (await import('./account-page.js')).AccountPage,
    children: [
      { path: '', pathMatch: 'full', redirectTo: 'password' },
      {
        path: 'password',
        title: '修改密码',
        loadComponent: async () => (await import('./password-form.js')).PasswordForm,
      },
      {
        path: 'sessions',
        title: '登录的设备',
        loadComponent: async () => (await import('./session-list.js')).SessionList,
      },
      {
        path: 'second-factor',
        title: '身份验证器',
        loadComponent: async () => (await import('./second-factor.js')).SecondFactorPage,
      },
    ],
  },
]
