import { describe, expect, it } from 'vitest';
import { resourceMetadataUrl, resourceOf } from '../../../shared/protocol/resource-metadata.ts';

const places: readonly (readonly [resource: string, place: string])[] = [
  ['https://resource.example.com', 'https://resource.example.com/.well-known/oauth-protected-resource'],
  ['https://resource.example.com/', 'https://resource.example.com/.well-known/oauth-protected-resource'],
  // The example of RFC 9728 §3.1.
  ['https://resource.example.com/resource1', 'https://resource.example.com/.well-known/oauth-protected-resource/resource1'],
  ['https://resource.example.com/a/b/', 'https://resource.example.com/.well-known/oauth-protected-resource/a/b/'],
  ['https://resource.example.com/a?tenant=1', 'https://resource.example.com/.well-known/oauth-protected-resource/a?tenant=1'],
  ['https://resource.example.com?tenant=1', 'https://resource.example.com/.well-known/oauth-protected-resource?tenant=1'],
];

describe('where a resource publishes its metadata', () => {
  it.each(places)('%s', (resource, place) => expect(resourceMetadataUrl(new URL(resource))).toBe(place));

  it('takes the address of the metadata for the resource it belongs to', () => {
    expect(resourceOf('https://r.example/.well-known/oauth-protected-resource/a?tenant=1')).toBe('https://r.example/a?tenant=1');
    expect(resourceOf('https://r.example/.well-known/oauth-protected-resource')).toBe('https://r.example');
    expect(resourceOf('https://r.example/a')).toBe('https://r.example/a');
    expect(resourceOf('no url')).toBe('no url');
  });
});
