export { receiveFile } from './http/receive_file.js'
export { sendJobFile } from './http/send_file.js'
export { readWorkbook } from './read_workbook.js'
export { writeWorkbook } from './write_workbook.js'
