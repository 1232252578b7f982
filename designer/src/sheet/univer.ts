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
import { UniverSheetsFormulaPlugin } from '@univerjs/sheets-formula'
import formulaZh from '@univerjs/sheets-formula/locale/zh-CN'
import { UniverSheetsFormulaUIPlugin } from '@univerjs/sheets-formula-ui'
import formulaUiZh from '@univerjs/sheets-formula-ui/locale/zh-CN'
import { defaultTheme } from '@univerjs/themes'
import { UniverUIPlugin } from '@univerjs/ui'
import uiZh from '@univerjs/ui/locale/zh-CN'
import { hiddenMenu } from './guards.js'

/**
 * Starts Univer in a container: sheet, editor and context menu. Its tool bar and formula bar stay out, because formulas
 * here are ours and are edited beside the sheet; the formula packages are in for the cell editor, which is theirs.
 */
export function startUniver(container: HTMLElement): { univer: Univer; injector: Injector } {
  const univer = new Univer({
    theme: defaultTheme,
    locale: LocaleType.ZH_CN,
    locales: {
      [LocaleType.ZH_CN]: mergeLocales(designZh, uiZh, docsUiZh, sheetsZh, sheetsUiZh, formulaZh, formulaUiZh),
    },
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
    menu: hiddenMenu(),
  })
  univer.registerPlugin(UniverDocsPlugin)
  univer.registerPlugin(UniverDocsUIPlugin)
  univer.registerPlugin(UniverSheetsPlugin)
  univer.registerPlugin(UniverSheetsUIPlugin, {
    formulaBar: false,
    footer: false,
    disableForceStringAlert: true,
    disableForceStringMark: true,
    clipboardConfig: { hidePasteOptions: true },
    menu: hiddenMenu(),
  })
  univer.registerPlugin(UniverSheetsFormulaPlugin)
  univer.registerPlugin(UniverSheetsFormulaUIPlugin)
  return { univer, injector: univer.__getInjector() }
}
