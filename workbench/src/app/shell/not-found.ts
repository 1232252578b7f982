import { Component } from '@angular/core'
import { RouterLink } from '@angular/router'
import { MessagePage } from './message-page.js'

/** For an address that leads nowhere. */
@Component({
  imports: [MessagePage, RouterLink],
  template: `
    <wt-message-page code="404" heading="没有这个页面" sentence="地址可能抄错了，或者这个页面已经换了地方。">
      <a class="btn btn-main" routerLink="/">回到工作台</a>
    </wt-message-page>
  `,
})
export class NotFound {}
