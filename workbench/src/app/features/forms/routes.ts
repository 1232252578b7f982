import type { Routes } from '@angular/router'

export const routes: Routes = [
  {
    path: '',
    title: '表样',
    loadComponent: async () => (await import('./forms-page.js')).FormsPage,
  },
  {
    path: 'compare',
    title: '版本差异',
    loadComponent: async () => (await import('./compare/compare-page.js')).ComparePage,
  },
  {
    path: 'import',
    title: '从文件开始',
    loadComponent: async () => (await import('./import/import-page.js')).ImportPage,
  },
  {
    path: 'import/:recognitionId',
    title: '核对识别结果',
    loadComponent: async () => (await import('./import/recognition-page.js')).RecognitionPage,
  },
  {
    path: ':versionId',
    title: '设计表样',
    canDeactivate: [(page: { canLeave(): boolean | Promise<boolean> }) => page.canLeave()],
    loadComponent: async () => (await import('./designer/designer-page.js')).DesignerPage,
  },
]
