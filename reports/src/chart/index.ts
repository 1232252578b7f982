export { barOption, barRows, BARS } from './bars.js'
export { chartNumbers } from './numbers.js'
export { mapOption, shortName } from './map.js'
export { colourClasses, type ColourClass, NO_DATA_COLOUR } from './scale.js'
