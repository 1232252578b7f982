export { importForm, importIntoDraft } from './import_form.js'
export { recogniseFile } from './recognise_file.js'
