/** Where the system hands over the redirects of a scheme this program is registered for. */
export interface SchemeInbox {
  /** Without the colon. */
  readonly scheme: string;
  /** Takes an address that the system brought. What is of no such scheme, or too long, is let go. @returns whether somebody looked at it */
  deliver(address: string): boolean;
  /** Who looks at them from now on. */
  open(take: (address: string) => void): void;
}

/** Any program and page can have the system open such an address. Characters. */
const longest = 256 * 1024;

/** Makes the inbox that a host fills and the redirect port reads. */
export function createSchemeInbox(scheme: string): SchemeInbox {
  let take: ((address: string) => void) | null = null;
  return {
    scheme,
    deliver(address) {
      if (take === null || address.length > longest || URL.parse(address)?.protocol !== `${scheme}:`) return false;
      take(address);
      return true;
    },
    open(taker) {
      take = taker;
    },
  };
}
