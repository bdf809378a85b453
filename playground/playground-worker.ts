/** The thread the playground lives in: what it does there cannot hold up, or bring down, the host. */
import { parentPort, workerData } from 'node:worker_threads';
import { loadKeys } from './keys.ts';
import type { PlaygroundOrder, PlaygroundReport } from './playground-messages.ts';
import { startPlaygroundServer } from './playground-server.ts';
import { rememberedPort, rememberPort } from './remembered-port.ts';

const order = workerData as PlaygroundOrder;

function report(message: PlaygroundReport): void {
  parentPort?.postMessage(message);
}

try {
  const fixed = order.port !== 0;
  const preferred = fixed || order.portFile === null ? order.port : rememberedPort(order.portFile);
  const started = await startPlaygroundServer(preferred, !fixed, loadKeys(order.keysFile), order.faults);
  if (!fixed && order.portFile !== null) rememberPort(order.portFile, started.port);
  report({ facts: started.facts });
} catch (error) {
  report({ problem: error instanceof Error ? error.message : String(error) });
}
