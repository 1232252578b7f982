import { HttpClient } from '@angular/common/http'
import { inject, Injectable } from '@angular/core'
import { firstValueFrom } from 'rxjs'
import { toApiFailure } from './api-failure.js'

/** Standard GeoJSON; `properties.code` is the division code, `properties.name` the name. */
export interface MapFile {
  readonly type: 'FeatureCollection'
  readonly features: readonly {
    readonly properties: { readonly code: string; readonly name: string }
  }[]
}

/** Base maps below `/map/`: plain files, so that a deployment can put an approved base map in their place. */
@Injectable({ providedIn: 'root' })
export class MapFiles {
  private readonly http = inject(HttpClient)

  async load(name: string): Promise<MapFile> {
    try {
      return await firstValueFrom(this.http.get<MapFile>(`/map/${name}.json`))
    } catch (error) {
      throw toApiFailure(error)
    }
  }
}
