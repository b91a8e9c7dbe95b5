import type { making as original } from '../vi/making.ts'

export const making: Record<keyof typeof original, string> = {
  'making.title': 'Compiling week {n}',
  'making.ready': 'The file of week {n} is ready',
  'making.broken': 'Week {n} could not be compiled',
  'making.any.title': 'Compiling the figures',
  'making.any.ready': 'The file is ready',
  'making.any.broken': 'The figures could not be compiled',
  'making.answer':
    'This campaign has many targets, so its figures are compiled apart and no other page has to wait for them.',
  'making.page':
    'This campaign has many targets, so the week is compiled apart and no other page has to wait for it.',
  'making.file': 'The file is being made apart, so that no other page has to wait for it.',
  'making.freeze':
    'The week is being frozen and its files are being made. This goes on even if you leave the page.',
  'making.waiting': 'Waiting for its turn',
  'making.step.load': 'Getting ready',
  'making.step.tell': 'Compiling the figures of each unit',
  'making.step.print': 'Making the file',
  'making.stay': 'The page renews itself every two seconds.',
  'making.failed':
    'The work was interrupted; nothing is lost. Try again; if it still does not work, tell the administrator.',
  'making.download': 'Download the file',
  'making.again': 'Try again',
  'making.back': 'Back to week {n}',
  'making.backToWeeks': 'Back to the weekly reports',
}
