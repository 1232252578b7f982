import { receiveFile } from '#files'
import { endpoint } from '#identity'
import { recogniseFile } from './recognise_file.js'

export const recognitionRoutes = [
  endpoint({
    method: 'POST',
    path: '/form-recognitions',
    ability: 'form.recognise',
    handle: async ({ acting, http }) => recogniseFile(acting, await receiveFile(http)),
  }),
]
