export { placeForm } from './place_form.js'
export { quickSurveyGroup } from './quick_survey_group.js'
export { createSurvey, type SurveyInput } from './save_survey.js'
