import type { Handlers } from '../contract/contract.ts';
import { AppError } from '../errors.ts';
import type { LiveRuns } from './track-runs.ts';
import type { WorkbenchContext } from './workbench-context.ts';

type PageHandlers = Pick<Handlers, 'page.open'>;

/** Pages a user asks for beside a run. The desktop opens no link of a page by itself, since any server may have put it there. */
export function pageHandlers({ ports }: WorkbenchContext, live: LiveRuns): PageHandlers {
  const addressOf = (wish: Parameters<PageHandlers['page.open']>[0]): string | undefined => {
    if (wish.page === 'approval') return ports.playground.running()?.approvalUrl;
    const steps = live.get(wish.runId)?.view().steps ?? [];
    const device = steps.findLast(({ waiting }) => waiting?.device !== undefined)?.waiting?.device;
    return (wish.complete ? device?.verificationUriComplete : null) ?? device?.verificationUri;
  };
  return {
    'page.open': async (wish) => {
      const url = addressOf(wish);
      if (url === undefined) {
        throw new AppError('STORE_NOT_FOUND', {
          message: 'Nobody waits for that page any more.',
          hint: 'The run, or the playground, may have ended.',
        });
      }
      if (!/^https?:$/.test(URL.parse(url)?.protocol ?? '')) {
        throw new AppError('INPUT_URL', { message: 'The server named a page that is no web address, and it is not opened.' });
      }
      if (ports.browser === null) return { url };
      await ports.browser.open(url);
      return { url: null };
    },
  };
}
