import { useEffect, useState } from 'react';
import type { Profile } from '../../../shared/model/profile.ts';
import { askServer, type Discovery, discoveryQuestion, useDiscovery } from '../../state/discovery-state.ts';
import { playgroundState } from '../../state/playground-state.ts';
import { useEnvironment } from '../../state/workspace-state.ts';
import { checkIssuer, fillKnown, isLoopbackUrl } from './checks.ts';

/** Milliseconds of quiet after which a changed issuer is asked. */
const QUIET = 700;

export interface ServerAnswer {
  /** Undefined while the server has not been asked. */
  readonly discovery: Discovery | undefined;
  /** Whether there is somebody to ask. */
  readonly canAsk: boolean;
  ask(): void;
}

/** What is known of a profile's server by now. Looking asks nobody. */
export function useKnownServer(profile: Profile) {
  const environment = useEnvironment();
  const playground = playgroundState((state) => state.running?.issuer ?? null);
  const question = discoveryQuestion(profile, environment?.id ?? null, playground);
  return { environment, playground, question, discovery: useDiscovery(profile.id, question) };
}

/**
 * What a profile's server says about itself. It is asked by itself when the user changes it, and where
 * asking leaves no trace outside this machine; else only when the user says so, since looking at a
 * profile should contact nobody.
 */
export function useServerAnswer(profile: Profile): ServerAnswer {
  const { environment, playground, question, discovery } = useKnownServer(profile);
  const { kind, issuer } = profile.server;
  const usable = issuer.trim() !== '' && checkIssuer(issuer, { environment, allowInsecureHttp: profile.tls.allowInsecureHttp }) === null;
  const canAsk = kind === 'playground' ? playground !== null : kind === 'issuer' && usable;
  const isLocal = kind === 'playground' || isLoopbackUrl(fillKnown(issuer.trim(), environment).text);

  // Each profile has a form of its own, so what was asked at first is what the profile came with.
  const [first] = useState(question);
  const changed = first !== question;
  const unasked = discovery === undefined;

  useEffect(() => {
    if (!canAsk || !unasked || !(changed || isLocal)) return;
    const timer = setTimeout(() => void askServer(profile.id, question), changed ? QUIET : 0);
    return () => clearTimeout(timer);
  }, [canAsk, unasked, changed, isLocal, profile.id, question]);

  return { discovery, canAsk, ask: () => void askServer(profile.id, question) };
}
