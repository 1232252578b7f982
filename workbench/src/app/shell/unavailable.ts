import { Component, inject, signal } from '@angular/core'
import { ApiClient } from '../api/api-client.js'
import { MessagePage } from './message-page.js'

/** Shown at the address asked for when the server cannot even say who is signed in. */
@Component({
  imports: [MessagePage],
  template: `
    <wt-message-page code="连接失败" heading="暂时打不开" [sentence]="sentence()">
      <button type="button" class="btn btn-main" [disabled]="trying()" (click)="retry()">
        {{ trying() ? '正在重试…' : '重试' }}
      </button>
    </wt-message-page>
  `,
})
export class Unavailable {
  private readonly api = inject(ApiClient)
  protected readonly trying = signal(false)
  protected readonly sentence = signal('网络不通，或系统正在启动。请检查网络后重试，已保存的内容不会丢失。')

  protected async retry(): Promise<void> {
    this.trying.set(true)
    if (await this.api.isAnswering()) location.reload()
    else this.sentence.set('还是连不上。请稍等片刻再试；若超过十分钟，请联系系统管理员。')
    this.trying.set(false)
  }
}
