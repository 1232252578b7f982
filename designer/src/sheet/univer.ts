import type { Injector } from '@univerjs/core'
import { LocaleType, LogLevel, mergeLocales, Univer } from '@univerjs/core'
import designZh from '@univerjs/design/locale/zh-CN'
import { UniverDocsPlugin } from '@univerjs/docs'
import { UniverDocsUIPlugin } from '@univerjs/docs-ui'
import docsUiZh from '@univerjs/docs-ui/locale/zh-CN'
import { UniverFormulaEnginePlugin } from '@univerjs/engine-formula'
import { UniverRenderEnginePlugin } from '@univerjs/engine-render'
import { UniverSheetsPlugin } from '@univerjs/sheets'
import sheetsZh from '@univerjs/sheets/locale/zh-CN'
import { UniverSheetsUIPlugin } from '@univerjs/sheets-ui'
import sheetsUiZh from '@univerjs/sheets-ui/locale/zh-CN'
import { defaultTheme } from '@univerjs/themes'
import { UniverUIPlugin } from '@univerjs/ui'
import uiZh from '@univerjs/ui/locale/zh-CN'
import { hiddenMenu } from './guards.js'

/**
 * Starts Univer in a container: sheet, editor and context menu. Its own tool bar, formula bar and formula packages
 * stay out, because formulas here are ours and are edited beside the sheet.
 */
export function startUniver(container: HTMLElement): { univer: Univer; injector: Injector } {
  const univer = new Univer({
    theme: defaultTheme,
    locale: LocaleType.ZH_CN,
    locales: { [LocaleType.ZH_CN]: mergeLocales(designZh, uiZh, docsUiZh, sheetsZh, sheetsUiZh) },
    logLevel: LogLevel.ERROR,
  })
  univer.registerPlugin(UniverRenderEnginePlugin)
  univer.registerPlugin(UniverFormulaEnginePlugin)
  univer.registerPlugin(UniverUIPlugin, {
    container,
    header: false,
    toolbar: false,
    footer: false,
    contextMenu: true,
    disableAutoFocus: true,
    menu: hiddenMenu(),
  })
  univer.registerPlugin(UniverDocsPlugin)
  univer.registerPlugin(UniverDocsUIPlugin)
  univer.registerPlugin(UniverSheetsPlugin)
  univer.registerPlugin(UniverSheetsUIPlugin, {
    formulaBar: false,
    footer: false,
    disableAutoFocus: true,
    disableForceStringAlert: true,
    disableForceStringMark: true,
    clipboardConfig: { hidePasteOptions: true },
    menu: hiddenMenu(),
  })
  return { univer, injector: univer.__getInjector() }
}
