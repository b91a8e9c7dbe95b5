import { showReceipt } from '../../../src/domain/receipt.ts'
import type { SnapshotUpdate } from '../../../src/domain/snapshot/update.ts'
import type { Reader } from '../../reader.ts'

/** Whoever reads a campaign as a whole reads every report in it. */
export function ReceiptLink({ reader, receipt }: { reader: Reader; receipt: SnapshotUpdate['receipt'] }) {
  if (receipt === null) return <>–</>
  return (
    <a class='code' href={reader.at(`/updates/${receipt}`)}>
      {showReceipt(receipt)}
    </a>
  )
}
