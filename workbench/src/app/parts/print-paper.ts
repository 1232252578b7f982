import { DOCUMENT } from '@angular/common'
import { ApplicationRef, createComponent, DestroyRef, EnvironmentInjector, inject } from '@angular/core'
import { pageArea, type Paper } from '@weitong/reports/document'
import { PaperPrint } from './paper-print.js'

/**
 * While the calling page is open, the browser prints this paper in place of what is on the screen, however printing was asked for.
 * Call it in a field or constructor.
 */
export function printsPaper(paper: () => Paper | null): void {
  const document = inject(DOCUMENT)
  const application = inject(ApplicationRef)
  const environmentInjector = inject(EnvironmentInjector)
  let done: () => void = () => undefined
  const before = (): void => {
    done()
    const drawn = paper()
    if (!drawn) return
    const hostElement = document.body.appendChild(document.createElement('wt-paper-print'))
    const size = document.head.appendChild(document.createElement('style'))
    const [width, height] = pageArea(drawn.fit)
    size.textContent = `@page { size: ${width}pt ${height}pt; margin: 0 }`
    document.body.classList.add('wt-printing')
    const component = createComponent(PaperPrint, { environmentInjector, hostElement })
    component.setInput('paper', drawn)
    application.attachView(component.hostView)
    component.instance.draw()
    done = () => {
      component.destroy()
      hostElement.remove()
      size.remove()
      document.body.classList.remove('wt-printing')
      done = () => undefined
    }
  }
  const after = (): void => done()
  window.addEventListener('beforeprint', before)
  window.addEventListener('afterprint', after)
  inject(DestroyRef).onDestroy(() => {
    window.removeEventListener('beforeprint', before)
    window.removeEventListener('afterprint', after)
    done()
  })
}
