/** Why a letter was put aside by the house itself, as it is noted in the outbox; anything else a mail server said. */
export const mailFailures = {
  no_mail: 'its reader takes no mail',
  taken_off: 'its reader was taken off the list',
  annulled: 'its summary was annulled',
  no_files: 'its files are not there',
} as const
export type MailFailure = keyof typeof mailFailures

export const mailFailureOf = (noted: string): MailFailure | undefined =>
  (Object.keys(mailFailures) as MailFailure[]).find((failure) => mailFailures[failure] === noted)
