import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import type { Bridge } from '../shared/contract/bridge.ts';
import type { EventName, Reply } from '../shared/contract/contract.ts';
import { EVENT_CHANNEL, INVOKE_CHANNEL } from './channels.ts';

/** The page never gets `ipcRenderer` itself: only these two functions, bound to our own channels. */
const bridge: Bridge = {
  invoke: (name, input) => ipcRenderer.invoke(INVOKE_CHANNEL, name, input) as Promise<Reply<unknown>>,
  on(listener) {
    const receive = (_event: IpcRendererEvent, name: EventName, payload: unknown) => listener(name, payload);
    ipcRenderer.on(EVENT_CHANNEL, receive);
    return () => ipcRenderer.removeListener(EVENT_CHANNEL, receive);
  },
};

contextBridge.exposeInMainWorld('grantbench', bridge);
