export { readWorkbook } from './read_workbook.js'
export { recogniseFile, type Recognition } from './recognise_file.js'
