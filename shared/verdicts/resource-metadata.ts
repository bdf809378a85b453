import { rfc } from '../model/spec-link.ts';
import type { ResourceMetadataFacts } from './facts.ts';
import { judgeFormat } from './metadata-format.ts';
import { finding, type Rule, shown } from './rule.ts';

/** Whether the metadata is that of the resource that was asked: character by character. */
const resourceMatches: Rule<ResourceMetadataFacts> = {
  id: 'resource_metadata_resource',
  title: 'resource confirmed',
  spec: rfc(9728, '3.3'),
  judge({ resource, metadata, fromChallenge }) {
    const named = metadata.resource;
    if (named === resource) return finding.pass('The metadata names the resource that was asked.', resource, named);
    if (typeof named !== 'string') return finding.fail('The metadata names no resource.', resource, shown(named));
    return fromChallenge
      ? finding.fail('The metadata that the challenge points to is that of another resource than the one called.', resource, shown(named))
      : finding.fail('The metadata names another resource than the one asked.', resource, shown(named));
  },
};

/** Whether a client learns where to get a token from. */
const namesServers: Rule<ResourceMetadataFacts> = {
  id: 'resource_metadata_servers',
  title: 'authorization servers named',
  spec: rfc(9728, '2'),
  judge({ metadata }) {
    const servers = metadata.authorization_servers;
    if (servers === undefined)
      return finding.warning('The resource does not say which servers issue its tokens: its clients must know.', 'issuers', null);
    const issuers =
      Array.isArray(servers) && servers.length > 0 && servers.every((server) => typeof server === 'string' && URL.canParse(server));
    return issuers
      ? finding.pass('The resource names the servers whose tokens it takes.', null, shown(servers.join(', ')))
      : finding.warning('authorization_servers is no list of issuers.', 'a list of URLs', shown(servers));
  },
};

/** Whether the metadata says it is JSON. */
const isJson: Rule<ResourceMetadataFacts> = {
  id: 'resource_metadata_format',
  title: 'metadata format',
  spec: rfc(9728, '3.2'),
  judge: judgeFormat,
};

export const resourceMetadataRules: readonly Rule<ResourceMetadataFacts>[] = [resourceMatches, namesServers, isJson];
