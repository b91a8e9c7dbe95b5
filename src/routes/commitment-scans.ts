import { MOST_SCANS } from '../../views/commitments/files.tsx'
import type { EvidenceFile } from '../domain/update.ts'
import { inspectFile, storeFile } from '../storage/evidence.ts'
import type { Note } from './commitment-terms.ts'
import type { Form } from './forms.ts'
import type { Visit } from './visit.ts'

const faults = { empty: 'empty', too_large: 'large', wrong_kind: 'kind' } as const

/** What a scan may be; told by its content. */
const isScan = (mediaType: string) => mediaType === 'application/pdf' || mediaType.startsWith('image/')

type Inspected = Awaited<ReturnType<typeof inspectFile>>

function faultOf(inspected: Inspected): keyof typeof faults | null {
  if ('fault' in inspected) return inspected.fault
  return isScan(inspected.kept.mediaType) ? null : 'wrong_kind'
}

/** The scans that came with a form; they are written once the whole form is well. */
export async function readScans(
  c: Visit,
  form: Form,
  note: Note,
): Promise<{ files: EvidenceFile[]; store: () => Promise<void> }> {
  const { config, reader } = c.var
  const sent = form.files('scan')
  const isTooMany = sent.length > MOST_SCANS
  if (isTooMany) note('scan', reader.t('commitmentStep.problem.many', { n: MOST_SCANS }))
  const kept = new Map<string, { file: EvidenceFile; bytes: Buffer }>()
  for (const file of isTooMany ? [] : sent) {
    const inspected = await inspectFile(file, config.uploadLimitBytes)
    const fault = faultOf(inspected)
    const name = file.name.slice(0, LONGEST_NAME)
    if (fault) note('scan', reader.t(`commitmentStep.problem.${faults[fault]}`, { name }))
    else if ('kept' in inspected)
      kept.set(inspected.kept.hash, { file: inspected.kept, bytes: inspected.bytes })
  }
  const store = async () => {
    for (const [hash, { bytes }] of kept) await storeFile(config.dataDir, hash, bytes)
  }
  return { files: [...kept.values()].map(({ file }) => file), store }
}

const LONGEST_NAME = 100
