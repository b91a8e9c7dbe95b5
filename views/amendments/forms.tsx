import type { Day } from '../../src/domain/day.ts'
import { writeDay } from '../../src/i18n/days.ts'
import { MOST_SCANS, SCAN_TYPES } from '../commitments/files.tsx'
import { errorIn, type FieldError } from '../parts/form.tsx'
import { DateField, FileDrop, TextArea, TextField } from '../parts/inputs.tsx'
import { Callout } from '../parts/notes.tsx'
import type { Reader } from '../reader.ts'
import { Buttons, Frame, type FrameProps } from './frame.tsx'

interface FormProps extends FrameProps {
  unitName: string
  typed: (name: string) => string
  errors: FieldError[]
}

const leadOf = ({ reader, unitName, code }: FormProps) => reader.t('amendment.lead', { unit: unitName, code })

/** Why, and from when: what a draft begins with. */
export function TermsPage(props: FormProps & { number: number | null }) {
  const { reader, typed, errors, number, back } = props
  const { t } = reader
  const field = (name: string) => ({ reader, name, value: typed(name), error: errorIn(errors, name) })
  return (
    <Frame
      {...props}
      eyebrow={leadOf(props)}
      title={number ? t('amendment.name', { n: number }) : t('amendment.newTitle')}
      lead={t('amendment.newLead')}
      names={{ reason: t('amendment.reason'), effective_from: t('amendment.effectiveFrom') }}
    >
      <TextArea
        {...field('reason')}
        label={t('amendment.reason')}
        hint={t('amendment.reasonHint')}
        rows={3}
        attributes={{ maxlength: 2000 }}
      />
      <DateField
        {...field('effective_from')}
        label={t('amendment.effectiveFrom')}
        hint={t('amendment.effectiveHint')}
      />
      <Buttons reader={reader} label={t(number ? 'amendment.saveTerms' : 'amendment.begin')} back={back} />
    </Frame>
  )
}

/** Another draft stands in the way of a new one. */
export function OpenDraft({ reader, number, href }: { reader: Reader; number: number; href: string }) {
  const { t } = reader
  return (
    <Callout reader={reader} tone='back' title={t('amendment.isOpen', { n: number })}>
      <p>
        {t('amendment.isOpenText')} <a href={href}>{t('amendment.openIt', { n: number })}</a>
      </p>
    </Callout>
  )
}

/** A target that stops, and why. */
export function EndPage(props: FormProps & { target: { code: string; title: string } }) {
  const { reader, typed, errors, target, back } = props
  const { t } = reader
  return (
    <Frame
      {...props}
      eyebrow={target.title}
      title={t('amendment.endTitle', { code: target.code })}
      lead={t('amendment.endLead')}
      names={{ reason: t('amendment.endReason') }}
    >
      <TextArea
        reader={reader}
        name='reason'
        value={typed('reason')}
        error={errorIn(errors, 'reason')}
        label={t('amendment.endReason')}
        attributes={{ maxlength: 2000 }}
      />
      <Buttons reader={reader} label={t('amendment.saveLine')} back={back} />
    </Frame>
  )
}

/** What stands on the paper that both sides signed. */
export function SignPage(props: FormProps & { number: number }) {
  const { reader, typed, errors, number, back } = props
  const { t } = reader
  const field = (name: string) => ({ reader, name, value: typed(name), error: errorIn(errors, name) })
  return (
    <Frame
      {...props}
      eyebrow={leadOf(props)}
      title={t('amendment.signTitle', { n: number })}
      lead={t('amendment.signLead')}
      names={{
        document: t('amendment.document'),
        signed_on: t('amendment.signedOn'),
        effective_from: t('amendment.effectiveFrom'),
        scan: t('amendment.scan'),
      }}
      isFile
    >
      <TextField
        {...field('document')}
        label={t('amendment.document')}
        hint={t('amendment.documentHint')}
        attributes={{ maxlength: 200 }}
      />
      <DateField {...field('signed_on')} label={t('amendment.signedOn')} />
      <DateField
        {...field('effective_from')}
        label={t('amendment.effectiveFrom')}
        hint={t('amendment.effectiveHint')}
      />
      <FileDrop
        reader={reader}
        name='scan'
        label={t('amendment.scan')}
        hint={t('commitmentStep.scanHint', { n: MOST_SCANS })}
        error={errorIn(errors, 'scan')}
        accept={SCAN_TYPES}
        multiple
        optional
      />
      <Buttons reader={reader} label={t('amendment.sign')} back={back} />
    </Frame>
  )
}

/** Somebody else changed the annex meanwhile. */
export function AnnexMoved({
  reader,
  state,
  hasEnded = false,
}: {
  reader: Reader
  state: 'draft' | 'signed' | 'withdrawn'
  /** The commitment itself. */
  hasEnded?: boolean
}) {
  const { t } = reader
  const now = t(hasEnded ? 'amendment.movedEnded' : `amendment.state.${state}`)
  return (
    <Callout reader={reader} tone='back' title={t('amendment.moved')}>
      <p>{t('amendment.movedText', { state: now })}</p>
    </Callout>
  )
}

/** What it changes is not what it was when it was drafted. */
export function StaleLines({ reader, codes }: { reader: Reader; codes: string[] }) {
  const { t } = reader
  return (
    <Callout reader={reader} tone='back' title={t('amendment.staleTitle')}>
      <p>{t('amendment.staleText', { codes: codes.join(', ') })}</p>
    </Callout>
  )
}

/** With the annex the weights would not make the whole any more. */
export function WeightsOff({ reader, sum, href }: { reader: Reader; sum: number; href: string | null }) {
  const { t } = reader
  return (
    <Callout reader={reader} tone='risk' title={t('amendment.weights', { n: sum })}>
      <p>
        {t('amendment.weightsText')} {href && <a href={href}>{t('amendment.weightsMend')}</a>}
      </p>
    </Callout>
  )
}

/** Until it counts nothing of it is recorded as signed. */
export function NotYet({ reader, from }: { reader: Reader; from: Day }) {
  const { t, language } = reader
  return (
    <Callout reader={reader} tone='wait' title={t('amendment.notYet', { day: writeDay(language, from) })}>
      <p>{t('amendment.notYetText')}</p>
    </Callout>
  )
}
