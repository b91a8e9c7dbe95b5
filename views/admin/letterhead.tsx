import { signatureLimits } from '../../src/domain/issue.ts'
import { type Letterhead, paperNumber } from '../../src/domain/letterhead.ts'
import { LONGEST_HEAD_LINE, type TypedLetterhead } from '../../src/domain/letterhead-lines.ts'
import { recipientLines } from '../../src/domain/office-paper.ts'
import { writeDocumentDate } from '../../src/i18n/days.ts'
import { translator } from '../../src/i18n/translate.ts'
import { errorIn, type FieldError } from '../parts/form.tsx'
import { TextArea, TextField } from '../parts/inputs.tsx'
import { DocumentSheet } from '../parts/sheet.tsx'
import type { Reader } from '../reader.ts'

interface LinesProps {
  reader: Reader
  typed: TypedLetterhead
  /** What the name of the unit says, for the lines left blank. */
  own: Letterhead
  errors: readonly FieldError[]
}

const short = { maxlength: LONGEST_HEAD_LINE, autocomplete: 'off' }

/** The lines of a letterhead, each with what stands there when it is left blank. */
export function LetterheadLines({ reader, typed, own, errors }: LinesProps) {
  const { t } = reader
  const says = (line: string) => (line ? t('settings.says', { line }) : undefined)
  const line = (name: 'upper_line' | 'issuer' | 'place', value: string) => (
    <TextField
      reader={reader}
      name={name}
      label={t(`settings.${name}`)}
      hint={says(value)}
      error={errorIn(errors, name)}
      value={typed[name]}
      attributes={short}
      optional
    />
  )
  const hinted = (name: 'number' | 'asks', value: string) => (
    <TextField
      reader={reader}
      name={name}
      label={t(`settings.${name}`)}
      hint={`${t(`settings.${name}Hint`)} ${says(value) ?? ''}`}
      error={errorIn(errors, name)}
      value={typed[name]}
      attributes={short}
      optional
    />
  )
  return (
    <>
      {line('upper_line', own.upper)}
      {line('issuer', own.issuer)}
      {hinted('number', own.number)}
      {line('place', own.place)}
      {hinted('asks', own.asks)}
      <TextArea
        reader={reader}
        name='signature'
        label={t('settings.signature')}
        hint={`${t('settings.signatureHint', { lines: signatureLimits.lines })} ${says(own.signature.join(' / ')) ?? ''}`}
        error={errorIn(errors, 'signature')}
        value={typed.signature}
        rows={3}
        optional
      />
      <TextArea
        reader={reader}
        name='recipients'
        label={t('settings.recipients')}
        hint={`${t('settings.recipientsHint')} ${says(own.recipients.join(' / ')) ?? ''}`}
        error={errorIn(errors, 'recipients')}
        value={typed.recipients}
        rows={4}
        optional
      />
    </>
  )
}

/** A paper with this head, as it would be printed today; with script it is drawn anew while #head-form is filled in. */
export function HeadPicture(props: { reader: Reader; letterhead: Letterhead; action: string }) {
  const { reader, letterhead, action } = props
  const office = translator('vi')
  const isParty = letterhead.form === 'party'
  return (
    <div
      class='doc-s'
      id='picture'
      hx-post={action}
      hx-trigger='change from:#head-form'
      hx-include='closest form'
      hx-sync='this:replace'
      hx-target='this'
      hx-swap='outerHTML'
    >
      <DocumentSheet
        reader={{ ...reader, language: 'vi', t: office }}
        label={reader.t('settings.picture')}
        head={{
          upper: letterhead.upper,
          issuer: letterhead.issuer,
          number: paperNumber(letterhead, 'BC', null),
          motto: office(isParty ? 'weekly.party' : 'weekly.state'),
          ...(!isParty && { mottoBelow: office('weekly.stateMotto') }),
          placeAndDay: office('weekly.placeAndDay', {
            place: letterhead.place || '…',
            date: writeDocumentDate(reader.today),
          }),
          star: isParty,
        }}
        title={office('weekly.doc')}
        subject={office('settings.sample')}
        recipients={recipientLines(letterhead.recipients)}
        signature={{ lines: letterhead.signature }}
      >
        <p>{office('settings.sampleText')}</p>
      </DocumentSheet>
    </div>
  )
}
