import { allProjections } from '#projections';
import { Projector, rebuild, type OrdinalReader, type ProjectorParts } from '../index.js';

type Digests = Readonly<Record<string, string>>;

/** Digest of every projection as a projector has it. */
export const digestsOf = (projector: Projector): Digests =>
  Object.fromEntries(Object.entries(projector.readers).map(([name, reader]) => [name, reader.digest()]));

/** Projects everything event by event, then hands the projector over and closes it. */
export async function live<T>(
  directory: string,
  reader: OrdinalReader,
  then: (projector: Projector) => T,
  more: Partial<ProjectorParts> = {},
): Promise<Awaited<T>> {
  const projector = new Projector({ directory, reader, projections: allProjections, ...more });
  try {
    await projector.catchUp();
    return await then(projector);
  } finally {
    await projector.close();
  }
}

/** Digest of every projection as a rebuild has it. */
export async function rebuilt(directory: string, reader: OrdinalReader): Promise<Digests> {
  const results = await rebuild({ directory, reader, projections: allProjections });
  return Object.fromEntries(results.map(({ projection, digest }) => [projection, digest]));
}
