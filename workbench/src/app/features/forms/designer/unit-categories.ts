import { Injectable } from '@angular/core'
import type { CodeListEntry } from '../../../api/contract.js'
import { loaded } from '../../../api/loaded.js'
import { computed } from '@angular/core'

const CATEGORY_LIST = 'org_category_ws218'

/** The top branches of the institution categories (WS 218), loaded once for every condition of a form. */
@Injectable()
export class UnitCategories {
  private readonly list = loaded(
    () => ({}),
    (api, _params, signal) => api.get<CodeListEntry>(`/code-lists/${CATEGORY_LIST}`, {}, signal),
  )
  readonly branches = computed(() => this.list.value()?.items.filter(({ code }) => code.length === 1) ?? [])
  readonly failure = this.list.failure
}
