import { bootstrapApplication } from '@angular/platform-browser'
import { App } from './app/app.js'
import { appConfig } from './app/app.config.js'

bootstrapApplication(App, appConfig).catch((error: unknown) => {
  console.error(error)
  document.body.textContent = '页面没能打开，请刷新重试；若一直如此，请联系系统管理员。'
})
