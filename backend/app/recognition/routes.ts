import { endpoint } from '#identity'
import { receiveFile } from './http/receive_file.js'
import { recogniseFile } from './recognise_file.js'

export const recognitionRoutes = [
  endpoint({
    method: 'POST',
    path: '/form-recognitions',
    ability: 'form.recognise',
    handle: async ({ acting, http }) => recogniseFile(acting, await receiveFile(http)),
  }),
]
