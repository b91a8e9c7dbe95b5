import type { sheet as original } from '../vi/sheet.ts'

export const sheet: Record<keyof typeof original, string> = {
  'sheet.form': 'Paper form',
  'sheet.formTitle': 'Paper form: {unit}',
  'sheet.formLead':
    'Print one A4 sheet, fill it in by hand, send it to the office or read it out by telephone; the office enters it and somebody else accepts it.',
  'sheet.paper': 'Weekly report sheet',
  'sheet.paperTitle': 'WEEKLY REPORT',
  'sheet.paperWeek': 'Week {n} ({from} to {to})',
  'sheet.paperTo': 'To: {office}',
  'sheet.paperDue': 'To: {office}, before {time} on {day}',
  'sheet.scan': "Scan for the unit's page",
  'sheet.target': 'Target, task',
  'sheet.last': 'Last time',
  'sheet.now': 'Now (figure, day)',
  'sheet.words': 'Results, difficulties, proposals',
  'sheet.plan': 'plan {plan}',
  'sheet.due': 'due {day}',
  'sheet.noFigure': 'no figure yet',
  'sheet.figure': '{value}, as of {day}',
  'sheet.nothingOpen': 'The unit has nothing left to report on.',
  'sheet.howTo':
    'Write cumulative figures since the beginning of the year with their measure; without a figure say why, never 0. For what is finished write “done” and the day.',
  'sheet.writer': 'WRITTEN BY',
  'sheet.head': 'HEAD OF THE UNIT',
  'sheet.signDay': '(signature and day)',
  'sheet.print': 'Print the paper form',
}
