import type { JobHandlers } from '#platform'
import { RUN_SWITCH_JOB, TRY_SWITCH_JOB } from './request_switch.js'
import { runSwitch } from './run_switch.js'
import { trySwitch } from './try_switch.js'

/** What the worker runs for this feature. */
export const switchJobs: JobHandlers = { [TRY_SWITCH_JOB]: trySwitch, [RUN_SWITCH_JOB]: runSwitch }
