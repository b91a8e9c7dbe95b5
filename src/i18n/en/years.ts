/** A target of a term and what is promised for each of its years. */
export const years: Record<keyof typeof import('../vi/years.ts').years, string> = {
  'years.open': 'Divide by years',
  'years.title': 'Divide {code} by years',
  'years.lead': '{title} · {plan} over the term, {from} to {to}',
  'years.leadLevel': '{title} · from {base} to {plan}, {from} to {to}',
  'years.way.sum':
    'Each year begins at 0. The term is the sum of its years; the weekly report asks for the target of the current year.',
  'years.way.level':
    'Each year is the level to be reached at its end, going on from the year before. The term is the newest figure; the weekly report asks for the target of the current year.',
  'years.way.beside':
    'Percentages of single years do not add up to that of the term: the years are followed beside it, and the term is still reported by itself.',
  'years.table': 'The plan of each year',
  'years.year': 'Year',
  'years.plan': 'Plan',
  'years.planOf': 'Plan of {year}',
  'years.due': 'Deadline',
  'years.dueOf': 'Deadline of {year}',
  'years.fresh': 'not there yet',
  'years.blankHint':
    'A year left blank has no target of its own; one that was made for it before is taken out.',
  'years.pasted': 'Paste a column from Excel',
  'years.pastedHint':
    'A line for each year in order, or two columns: the year and its plan. Press “Fill in the table”, then look it over before saving.',
  'years.fill': 'Fill in the table',
  'years.even': 'Divide evenly again',
  'years.saveAnnex': 'Write into the annex',
  'years.annexReason': 'Target {code} is divided into years',
  'years.byAnnex':
    'This target is signed: its years are written into the draft of an annex and hold once that is signed.',
  'years.offer': 'Target {code} runs over several years. It can be divided into one for each year:',
  'years.save': 'Save the years',
  'years.reading': 'Read “{text}” as',
  'years.sum': 'Held against the term',
  'years.sumPlan': 'Plan of the term',
  'years.sumYears': 'Sum of {n} {n#year|years}',
  'years.sumEven': 'Difference',
  'years.sumEqual': 'none, it equals the term',
  'years.sumLeft': 'The years fall short of the term by',
  'years.sumOver': 'The years go beyond the term by',
  'years.lastYear': 'Level of the last year ({year})',
  'years.noPlan': 'not given',
  'years.moved': 'Somebody else has just changed this target',
  'years.movedText':
    'What you typed is still below. Saved by now: {stored}. Look again, then save if you still need to.',
  'years.storedOf': '{year}: {plan}',
  'years.storedNone': 'no year yet',
  'years.problem.value': '{year}: {problem}',
  'years.problem.day': '{year}: the day cannot be read. Example: 31 Dec {year}.',
  'years.problem.outside': '{year}: the deadline must lie between {from} and {to}.',
  'years.problem.reading': 'Choose how the number is read.',
  'years.problem.lines': 'There are {n} {n#line|lines}, but this term has only {m} {m#year|years}.',
  'years.problem.noYear': '{year} is not a year of this term.',
  'years.paperYear': '{title}, the year {year} alone',
  'years.resting':
    'There {n#is|are} also {n} {n#target|targets} of the whole term or of later years, not to be reported yet.',
}
