// Is it healthy? One sentence, from everything that is known.

const FAR_BEHIND = 1000;

const isWell = (service) => service.instances.some((it) => it.state === 'READY');

/** Where services stand: which have no instance that is ready. */
export const unwell = (live) => (live.health || []).filter((service) => !isWell(service)).map((it) => it.name);

export const isServiceWell = (live, name) => {
  const service = (live.health || []).find((it) => it.name === name);
  return service ? isWell(service) : null;
};

export const isPaused = (live) => Boolean(live.control?.gate) && live.control.gate.mode !== 'RUN';

/** The verdict with the kind of state that it is. */
export function verdict(live) {
  if (live.connection !== 'live') return { kind: 'halted', words: 'Not known now' };
  if (!live.health) return { kind: 'open', words: 'Looking…' };
  const platform = live.platform.filter((part) => !part.well).map((part) => part.name);
  const away = [...platform, ...unwell(live)];
  if (away.length > 0) return { kind: 'bad', words: `Not healthy: ${away.join(', ')}` };
  if (live.guarantees && !live.guarantees.holds) return { kind: 'bad', words: 'A guarantee is broken' };
  const partly = live.health.filter((it) => it.instances.some((instance) => instance.state !== 'READY'));
  if (partly.length > 0) return { kind: 'halted', words: `An instance is missing: ${partly.map((it) => it.name).join(', ')}` };
  if (isPaused(live)) return { kind: 'halted', words: live.control.gate.mode === 'DRAIN' ? 'Healthy; payments are drained' : 'Healthy; payments are paused' };
  const behind = (live.applications || []).filter((it) => it.lag > FAR_BEHIND);
  if (behind.length > 0) return { kind: 'halted', words: `Healthy; far behind: ${behind.map((it) => it.name).join(', ')}` };
  return { kind: 'good', words: 'Healthy' };
}
