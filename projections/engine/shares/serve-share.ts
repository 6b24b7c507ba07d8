import { parentPort, workerData } from 'node:worker_threads';
import type { OrdinalReader, Projection } from '../port.js';
import { LocalShare } from './local-share.js';
import type { FromShare, ToShare } from './messages.js';
import type { ShareStart } from './share.js';

/** Serves a share of a rebuild from the thread this is called in. The reader is this thread's own, and closed with it. */
export function serveShare(projections: readonly Projection[], reader: OrdinalReader & { close(): void }): void {
  const port = parentPort!;
  const answer = (message: FromShare): void => port.postMessage(message);
  const { start } = workerData as { start: ShareStart };
  const share = new LocalShare(start, reader, projections);
  const end = new AbortController();
  const onDone = (facts: number): void => answer({ kind: 'done', facts });

  const serve = async (message: ToShare): Promise<void> => {
    if (message.kind === 'end') return end.abort();
    if (message.kind === 'fold') {
      await share.fold(onDone, end.signal);
      return answer({ kind: 'folded' });
    }
    if (message.kind === 'finish')
      return answer({ kind: 'finished', rebuilt: await share.finish(message.projections) });
    await share.close();
    reader.close();
    port.close();
  };
  port.on('message', (message: ToShare) => {
    serve(message).catch((error: Error) => answer({ kind: 'failed', reason: error.message }));
  });
}
