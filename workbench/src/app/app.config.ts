import { registerLocaleData } from '@angular/common'
import { provideHttpClient } from '@angular/common/http'
import zh from '@angular/common/locales/zh'
import type { ApplicationConfig } from '@angular/core'
import { LOCALE_ID, provideBrowserGlobalErrorListeners } from '@angular/core'
import { provideRouter, TitleStrategy, withComponentInputBinding, withInMemoryScrolling } from '@angular/router'
import { provideNzI18n, zh_CN } from 'ng-zorro-antd/i18n'
import { routes } from './app.routes.js'
import { ProductTitle } from './shell/product-title.js'

registerLocaleData(zh)

/**
 * Providers of the whole application. Change detection is zoneless and components are OnPush by Angular's own default.
 * Date pickers need an adapter of some weight: routes that use one take it from `ui/dates.ts`, so that the filling
 * page does not carry it.
 */
export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    provideRouter(routes, withComponentInputBinding(), withInMemoryScrolling({ scrollPositionRestoration: 'enabled' })),
    provideHttpClient(),
    provideNzI18n(zh_CN),
    { provide: LOCALE_ID, useValue: 'zh-CN' },
    { provide: TitleStrategy, useClass: ProductTitle },
  ],
}
