import { Dialog } from '@angular/cdk/dialog'
import type { ElementRef } from '@angular/core'
import { Component, computed, inject, signal, viewChild } from '@angular/core'
import { RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router'
import { firstValueFrom } from 'rxjs'
import { SessionStore } from '../api/session-store.js'
import { StepUp } from '../api/step-up.js'
import { Icon } from '../ui/icon.js'
import { AccountMenu } from './account-menu.js'
import { JobMenu } from './job-menu.js'
import { ConnectionBanner } from './connection-banner.js'
import { destinationsFor } from './navigation.js'
import { NoticeList } from '../ui/notice-list.js'
import { Place } from '../ui/place.js'
import { StepUpDialog } from './step-up-dialog.js'

const COLLAPSED = 'weitong.navigation'

/** The frame around every signed-in page: skip link, top bar, left navigation, banner, content. */
@Component({
  selector: 'wt-frame',
  imports: [AccountMenu, ConnectionBanner, Icon, JobMenu, NoticeList, RouterLink, RouterLinkActive, RouterOutlet],
  templateUrl: './frame.html',
  styleUrl: './frame.css',
  host: { '[class.narrow]': 'narrow()' },
})
export class Frame {
  protected readonly session = inject(SessionStore)
  private readonly main = viewChild.required<ElementRef<HTMLElement>>('main')
  protected readonly place = inject(Place).current

  protected readonly narrow = signal(readCollapsed())
  protected readonly groups = computed(() => {
    const session = this.session.session()
    return session && !session.duty ? destinationsFor(session.can) : []
  })
  protected readonly organisation = computed(() => this.place().organisation ?? this.session.organisation()?.name ?? '')

  constructor() {
    const dialog = inject(Dialog)
    inject(StepUp).ask = async () => {
      const options = {
        width: '420px',
        maxWidth: 'calc(100vw - 48px)',
        ariaLabel: '请再次确认是您本人',
        autoFocus: '#proof',
      }
      return (await firstValueFrom(dialog.open<boolean>(StepUpDialog, options).closed)) ?? false
    }
  }

  /** The router owns the address, so the skip link moves the focus itself instead of changing the hash. */
  protected skip(event: Event): void {
    event.preventDefault()
    this.main().nativeElement.focus()
  }

  protected toggle(): void {
    this.narrow.update((narrow) => !narrow)
    try {
      localStorage.setItem(COLLAPSED, this.narrow() ? 'narrow' : 'wide')
    } catch {
      // A browser that keeps nothing simply opens wide next time.
    }
  }
}

function readCollapsed(): boolean {
  try {
    const kept = localStorage.getItem(COLLAPSED)
    return kept === null ? window.innerWidth < 1100 : kept === 'narrow'
  } catch {
    return false
  }
}
