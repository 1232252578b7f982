export { recogniseFile, type Recognition } from './recognise_file.js'
