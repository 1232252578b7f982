import type { EnvironmentProviders } from '@angular/core'
import { zhCN } from 'date-fns/locale/zh-CN'
import { provideNzDateFnsAdapter } from 'ng-zorro-antd/core/time'

/** Providers for routes that show an ng-zorro date picker: `{ path: '', providers: [provideDates()], … }`. */
export function provideDates(): EnvironmentProviders {
  return provideNzDateFnsAdapter({ locale: zhCN })
}
