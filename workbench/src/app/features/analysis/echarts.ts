/** The part of ECharts this page draws with; imported lazily, it is a chunk of its own. */
import { BarChart, MapChart } from 'echarts/charts'
import { GridComponent, TooltipComponent } from 'echarts/components'
import { init, registerMap, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'

use([BarChart, CanvasRenderer, GridComponent, MapChart, TooltipComponent])

export { init, registerMap }
