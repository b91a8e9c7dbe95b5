import type { behalf as original } from '../vi/behalf.ts'

export const behalf: Record<keyof typeof original, string> = {
  'behalf.title': 'On behalf: {title}',
  'behalf.crumb': 'On behalf of the unit',
  'behalf.noteTitle': 'On behalf of {unit}',
  'behalf.note':
    'Write exactly what the unit told. Somebody else reviews what is entered for a unit; the unit is told and may correct it.',
  'behalf.source': 'Told by',
  'behalf.source.phone': 'Telephone',
  'behalf.source.paper': 'Paper',
  'behalf.source.zalo': 'Zalo',
  'behalf.sourceNote': 'Who told it, or the number of the paper',
  'behalf.sourceNoteHint': 'For example: the chair of the commune; report 45/BC-UBND.',
  'behalf.paperDay': 'Day on the paper',
  'behalf.paperDayHint': 'For comparison only: the report counts as received now. For example {today}.',
  'behalf.told': '{source}: {note}',
  'behalf.submit': 'Send on behalf of the unit',
  'behalf.after': 'The report counts as received when it is sent, and waits for somebody else’s review.',
  'behalf.state': 'Entered on behalf of the unit at {at}',
  'behalf.nextOffice': 'It waits for somebody else’s review. The unit has been told and may correct it.',
  'behalf.nextUnit': 'Please check it; if it is not right, send a correction before it is reviewed.',
  'behalf.toTarget': 'See the target',
  'behalf.toDesk': 'To the desk',
}
