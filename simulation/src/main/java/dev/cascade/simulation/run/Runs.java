package dev.cascade.simulation.run;

import dev.cascade.simulation.oracle.Oracle;
import dev.cascade.simulation.world.Chronicle;
import dev.cascade.simulation.world.Request;
import dev.cascade.simulation.world.Sabotage;
import dev.cascade.simulation.world.Services;
import dev.cascade.simulation.world.Step;
import dev.cascade.simulation.world.Wire;
import dev.cascade.simulation.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Runs seeds, and scripts of earlier runs. One thread uses it. */
public final class Runs {

  /** Past every deadline of a state, one after the other, and far from what is forgotten. */
  private static final List<Long> TO_THE_END =
      List.of(
          300L,
          1_000L,
          31_000L,
          31_000L,
          16 * 60_000L,
          16 * 60_000L,
          61 * 60_000L,
          25 * 3_600_000L,
          61 * 60_000L,
          25 * 3_600_000L,
          61 * 60_000L);

  /** Past every retention but that of ledgers. */
  private static final List<Long> UNTIL_FORGOTTEN = List.of(8 * 24 * 3_600_000L, 1_000L);

  private static final int MOST_DRAWS = 60_000;
  private static final int SPREAD = 0x9E3779B9;

  /** One seed in so many sends its records as bytes; the others spare the encoding. */
  private static final int BYTES_EVERY = 16;

  private final Services keeping;
  private final Services encoding;
  private final Supplier<Oracle> oracles;
  private final boolean heedless;

  /** Runs the services, with something switched off, or nothing. */
  public Runs(Sabotage sabotage) {
    this(sabotage, Oracle::new, false);
  }

  /**
   * Runs them before judges of one's own.
   *
   * @param oracles makes the judge of a run
   * @param heedless whether a run goes on to its end when a promise is broken
   */
  public Runs(Sabotage sabotage, Supplier<Oracle> oracles, boolean heedless) {
    this.oracles = oracles;
    this.heedless = heedless;
    this.keeping = new Services(new Wire(false), sabotage);
    this.encoding = new Services(new Wire(true), sabotage);
  }

  private Services services(long seed) {
    return seed % BYTES_EVERY == 0 ? encoding : keeping;
  }

  /** Draws a run from a seed, until it ends or something is found. */
  public Outcome draw(long seed) {
    return draw(seed, UnaryOperator.identity());
  }

  /**
   * Draws a run from a seed.
   *
   * @param listening puts somebody who hears everything before the judge
   */
  public Outcome draw(long seed, UnaryOperator<Chronicle> listening) {
    SplittableRandom random = new SplittableRandom(seed * SPREAD + seed);
    Services services = services(seed);
    Workload workload = new Workload(random.split());
    List<Request> requests = workload.all();
    Oracle oracle = oracles.get();
    World world = new World(services, requests, listening.apply(oracle));
    List<Step> taken = new ArrayList<>();
    boolean isCalm = random.nextInt(5) > 0;
    for (int number = 0; number < workload.supplies(); number++) {
      if (number == workload.openings() && isCalm) {
        take(world, new Step.Rest(), taken);
      }
      take(world, new Step.Send(number), taken);
    }
    if (isCalm) {
      take(world, new Step.Rest(), taken);
    }
    drawSteps(random, world, oracle, workload.supplies(), taken);
    return end(new Script(seed, requests, taken), world, oracle);
  }

  private void drawSteps(
      SplittableRandom random, World world, Oracle oracle, int sent, List<Step> taken) {
    Scheduler scheduler = new Scheduler(random, world, sent);
    int more = random.nextInt(50, 2_000);
    for (int draw = 0; draw < MOST_DRAWS && more > 0; draw++) {
      Step step = scheduler.draw();
      if (step != null) {
        take(world, step, taken);
      }
      if (!goesOn(oracle)) {
        return;
      }
      more -= scheduler.hasSentAll() ? 1 : 0;
    }
  }

  private boolean goesOn(Oracle oracle) {
    return heedless || oracle.isContent();
  }

  private static void take(World world, Step step, List<Step> taken) {
    taken.add(step);
    boolean _ = world.apply(step);
  }

  /** Lets time pass and everybody rest, until something is found; whether they did. */
  private boolean passes(World world, Oracle oracle, List<Long> times) {
    boolean rested = true;
    for (long millis : times) {
      if (goesOn(oracle)) {
        rested &= world.apply(new Step.Pass(millis)) && world.apply(new Step.Rest());
      }
    }
    return rested;
  }

  /** Runs a script; what cannot happen in it any more does not. */
  public Outcome replay(Script script) {
    return replay(script, UnaryOperator.identity());
  }

  /** What happens in a script, up to its end or to what it breaks, in words. */
  public List<String> history(Script script) {
    History told = new History(new Words(services(script.seed()).wire()));
    boolean _ = replay(script, told::after).isBroken();
    return told.lines();
  }

  private Outcome replay(Script script, UnaryOperator<Chronicle> listening) {
    Oracle oracle = oracles.get();
    World world = new World(services(script.seed()), script.requests(), listening.apply(oracle));
    for (Step step : script.steps()) {
      boolean _ = world.apply(step);
      if (!goesOn(oracle)) {
        break;
      }
    }
    return end(script, world, oracle);
  }

  private Outcome end(Script script, World world, Oracle oracle) {
    if (goesOn(oracle)) {
      oracle.calm(world);
      boolean rested = world.apply(new Step.Rest());
      oracle.conclude(passes(world, oracle, TO_THE_END) && rested);
    }
    if (goesOn(oracle)) {
      oracle.concludeMuchLater(passes(world, oracle, UNTIL_FORGOTTEN));
    }
    return new Outcome(
        script,
        List.copyOf(oracle.complaints().violations()),
        oracle.facts(),
        oracle.complaints().judged());
  }
}
