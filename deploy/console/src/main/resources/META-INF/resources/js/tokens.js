// An order on its way through the picture: one dot for each fact, slower than it really was.
import { nodeOf, wayTo } from './pipeline.js';

const HOP_MILLIS = 450;
const PAUSE_MILLIS = 160;
const still = matchMedia('(prefers-reduced-motion: reduce)');
const SVG = 'http://www.w3.org/2000/svg';

/**
 * Animates facts one after another.
 *
 * @param layer the svg group in which dots appear
 * @param layout wide or narrow
 * @param edges gives the arrows of the picture
 * @param arrived called with a fact when its dot has come to its topic
 * @returns what takes facts, and what ends it
 */
export function animation(layer, layout, edges, arrived) {
  const waiting = [];
  let running = true;
  let busy = false;

  function next() {
    const fact = waiting.shift();
    busy = Boolean(fact) && running;
    if (!busy) return;
    const points = wayTo(fact, edges()).map((name) => nodeOf(name)?.[layout]).filter(Boolean);
    if (still.matches || points.length < 2 || document.hidden) {
      arrived(fact);
      setTimeout(next, 0);
      return;
    }
    move(points, () => arrived(fact));
    setTimeout(next, PAUSE_MILLIS);
  }

  function move(points, done) {
    const dot = document.createElementNS(SVG, 'circle');
    dot.setAttribute('r', '8');
    dot.setAttribute('class', 'token');
    layer.append(dot);
    const start = performance.now();
    const step = (now) => {
      const way = Math.max(0, (now - start) / HOP_MILLIS);
      const leg = Math.floor(way);
      if (!running || leg >= points.length - 1) {
        dot.remove();
        if (running) done();
        return;
      }
      const [[x1, y1], [x2, y2]] = [points[leg], points[leg + 1]];
      const part = ease(way - leg);
      dot.setAttribute('cx', x1 + (x2 - x1) * part);
      dot.setAttribute('cy', y1 + (y2 - y1) * part);
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  }

  return {
    take(facts) {
      waiting.push(...facts);
      if (!busy) next();
    },
    end() {
      running = false;
      layer.replaceChildren();
    },
  };
}

const ease = (part) => part * part * (3 - 2 * part);
