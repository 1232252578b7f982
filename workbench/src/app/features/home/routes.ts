import type { Routes } from '@angular/router'
import { HomePage } from './home-page.js'

export const routes: Routes = [{ path: '', title: '工作台', component: HomePage }]
