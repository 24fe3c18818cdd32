// Which application reads and writes which topic, from what the running services say of themselves.
// Nothing about it is known here.

/** All applications and plain clients, each with its service; clients of two services may share a name. */
export const applicationsOf = (lineage) =>
  Object.entries(lineage || {}).flatMap(([service, applications]) => applications.map((it) => ({ ...it, service, id: `${service}/${it.name}` })));

/** Arrows between topics and applications; what flows on one is what is written to its topic. */
export const edgesOf = (applications) =>
  applications.flatMap(({ id, reads, writes }) => [
    ...reads.map((topic) => ({ from: topic, to: id, topic })),
    ...writes.map((topic) => ({ from: id, to: topic, topic })),
  ]);

/** Topics beside the business: what is put aside, decided about it, and noted. */
const isAside = (topic) => /-dead-letters$|^dead-letter-decisions$|^audit-events$|^application-/.test(topic);

/**
 * What the graph shows.
 *
 * @param service one service with its applications, or nothing for all
 * @param whole with views, and with dead letters and notes
 */
export function chosen(lineage, service, whole) {
  const applications = applicationsOf(lineage)
    .filter((it) => !service || it.service === service)
    .map((it) => (whole ? it : { ...it, reads: it.reads.filter((topic) => !isAside(topic)), writes: it.writes.filter((topic) => !isAside(topic)) }))
    .filter((it) => it.reads.length + it.writes.length > 0 && (whole || it.kind !== 'views'));
  const topics = [...new Set(applications.flatMap((it) => [...it.reads, ...it.writes]))];
  return { applications, topics, edges: edgesOf(applications) };
}
