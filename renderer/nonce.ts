import { setNonce } from 'get-nonce';

/** The nonce of this load, which the host put into the page; empty where a page is served without a policy. */
export const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';

// Mantine's overlays lock scrolling with a style of their own, made by a library that asks here.
setNonce(nonce);
