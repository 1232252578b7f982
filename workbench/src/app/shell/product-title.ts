import { inject, Injectable } from '@angular/core'
import { Title } from '@angular/platform-browser'
import type { RouterStateSnapshot } from '@angular/router'
import { TitleStrategy } from '@angular/router'

/** Writes `<page> · 卫统` into the browser tab; a page without a title shows the product alone. */
@Injectable({ providedIn: 'root' })
export class ProductTitle extends TitleStrategy {
  private readonly title = inject(Title)

  override updateTitle(snapshot: RouterStateSnapshot): void {
    const page = this.buildTitle(snapshot)
    this.title.setTitle(page ? `${page} · 卫统` : '卫统')
  }
}
