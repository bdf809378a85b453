import { z } from './zod.ts';

/**
 * The ways a redirect takes to a run. `loopback`, `https_loopback`: a port of this machine. `custom_scheme`: the system
 * hands it over. `window`: Grantbench's own sign-in window, before it leaves. `paste`: the user brings it.
 */
export const redirectWay = z.enum(['loopback', 'https_loopback', 'custom_scheme', 'window', 'paste']);
export type RedirectWay = z.infer<typeof redirectWay>;

/** The ways by name: as the callback step of a run says it, and the list of what is waited for. */
export const redirectWayNames: Record<RedirectWay, string> = {
  loopback: 'loopback',
  https_loopback: 'HTTPS loopback',
  custom_scheme: 'custom scheme',
  window: 'window',
  paste: 'paste',
};

/** How a redirect that is waited for may come. */
export const openWays = z.strictObject({
  /** Whichever is first wins. */
  ways: z.array(redirectWay),
  /** Of the HTTPS listener: how a person knows it, where its file is for those who want to trust it, and whether a browser refused it. */
  certificate: z.strictObject({ fingerprint: z.string(), file: z.string(), refused: z.boolean() }).nullable(),
  /** Why the sign-in window is not open any more; null where it is open, or none was wanted. */
  windowClosed: z.string().nullable(),
});
export type OpenWays = z.infer<typeof openWays>;
