package dev.cascade.payments.control;

import dev.cascade.payments.config.Applications;
import dev.cascade.payments.config.PaymentsSettings;
import dev.cascade.payments.contract.PaymentSerdes;
import dev.cascade.payments.domain.control.GateAcknowledgement;
import dev.cascade.payments.domain.control.GateCommand;
import dev.cascade.payments.domain.control.GateState;
import dev.cascade.payments.domain.control.Ramp;
import dev.cascade.payments.publishing.PaymentsWriter;
import dev.cascade.schemas.catalogue.TopicCatalogue;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.lineage.PlainClient;
import dev.cascade.streams.query.Deadline;
import dev.cascade.streams.runtime.ManagedStreams;
import dev.cascade.streams.runtime.StreamsRuntime;
import dev.cascade.streams.runtime.StreamsSettings;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Obeys the latest command to the gate. One thread of its own reads the commands, opens and closes
 * the gate, watches until a command is fulfilled and acknowledges it; no stream thread waits.
 *
 * <p>The gate starts closed, and opens when all commands that were ever given are known: a new
 * instance obeys the last one before it lets anything in.
 */
@ApplicationScoped
public class GateControl {

  private static final Logger LOG = Logger.getLogger(GateControl.class);
  private static final int FIRST = 1;
  private static final Duration IDLE_POLL = Duration.ofMillis(100);
  private static final Duration BUSY_POLL = Duration.ofMillis(5);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(2);

  private final ManagedStreams gate;
  private final GateDoor door;
  private final PaymentSerdes serdes;
  private final PaymentsWriter writer;
  private final GateThrottle throttle;
  private final StreamsSettings streams;
  private final int rampCeiling;
  private final GateInstances instances;
  private final QuietWitness quiet;
  private final EmptyWitness empty;
  private final Clock clock = Clock.systemUTC();
  private final Thread thread;
  private final Map<String, GateAcknowledgement> acknowledgements = new ConcurrentHashMap<>();
  private final GateWaiters waiters = new GateWaiters();
  private final CaughtUp commands = new CaughtUp();

  private volatile GateState state = new GateState.Running(GateCommand.DEFAULT);
  private volatile boolean stopped;
  private @Nullable GateAcknowledgement said;

  GateControl(
      StreamsRuntime runtime,
      PaymentSerdes serdes,
      PaymentsWriter writer,
      GateThrottle throttle,
      InFlightProbe probe,
      StreamsSettings streams,
      PaymentsSettings settings) {
    this.gate = runtime.application(Applications.GATE);
    this.door = new GateDoor(gate::pause, gate::resume);
    this.serdes = serdes;
    this.writer = writer;
    this.throttle = throttle;
    this.streams = streams;
    this.rampCeiling = settings.rampCeiling();
    this.instances =
        new GateInstances(
            gate,
            streams.advertisedHost(),
            TopicCatalogue.load().topic(Topics.PAYMENTS_INCOMING).partitions());
    this.quiet = new QuietWitness(gate);
    this.empty = new EmptyWitness(probe);
    this.thread = Thread.ofPlatform().daemon().name("gate-control").unstarted(this::run);
  }

  /** What it reads. */
  @Produces
  @Singleton
  static PlainClient lineage() {
    return PlainClient.consumer("payments-control", Topics.CONTROL_COMMANDS, Topics.CONTROL_STATUS);
  }

  /** Closes the gate before the runtime starts the application. */
  void onStart(@Observes @Priority(FIRST) StartupEvent event) {
    door.close();
    throttle.closeBy(door::close);
    thread.start();
  }

  /** The latest command as far as this instance knows, and who obeys it. */
  public GateStatus status() {
    return new GateStatus(
        state.command(), instances.live(), List.copyOf(acknowledgements.values()));
  }

  /**
   * The latest command, once all that were ever given are known here; a 503 problem when they are
   * not by the deadline. What a new command leaves as it is, is taken from it.
   */
  public CompletionStage<GateCommand> latest(Deadline deadline) {
    return commands.once(deadline, () -> state.command());
  }

  /** The status once every live instance obeys the command, or at the deadline. */
  public CompletionStage<GateStatus> acknowledged(String commandId, Deadline deadline) {
    return waiters.admit(commandId, deadline, this::status);
  }

  private void run() {
    while (!stopped) {
      // Who reads from the beginning hears what was said long ago, and opens nothing by it.
      commands.begin();
      try (ControlTopics topics = new ControlTopics(serdes, streams, this::obey, this::heard)) {
        while (!stopped) {
          topics.poll(isBusy() ? BUSY_POLL : IDLE_POLL);
          if (!commands.isReached() && topics.isCaughtUp()) {
            commands.reach();
          }
          if (commands.isReached()) {
            advance();
          }
          waiters.answer(this::status);
        }
      } catch (KafkaException e) {
        LOG.warnf("The control topics cannot be read, trying again: %s", e.getMessage());
        pause();
      } catch (RuntimeException e) {
        LOG.error("The gate cannot be held to its command, trying again", e);
        pause();
      }
      waiters.answer(this::status);
    }
  }

  private void pause() {
    try {
      Thread.sleep(RETRY);
    } catch (InterruptedException e) {
      stopped = true;
    }
  }

  private boolean isBusy() {
    return !(state instanceof GateState.Running && door.isOpen()) || rate().isPresent();
  }

  private void obey(GateCommand command) {
    LOG.infof("Gate obeys command %s: %s", command.commandId(), command.mode());
    state = state.obey(command);
    if (!state.isOpen()) {
      door.close();
      quiet.start();
    }
    empty.start();
  }

  private void heard(GateAcknowledgement acknowledgement) {
    acknowledgements.put(acknowledgement.instance(), acknowledgement);
  }

  private void advance() {
    switch (state) {
      case GateState.Running _ -> hold();
      case GateState.Closing closing -> {
        if (quiet.isQuiet()) {
          state = closing.quiet();
        }
      }
      case GateState.Draining draining -> {
        if (status().isClosedEverywhere() && empty.isEmpty()) {
          state = draining.empty();
        }
      }
      case GateState.Paused _, GateState.Drained _ -> {}
    }
    GateAcknowledgement.of(instances.self(), state, clock.instant().truncatedTo(ChronoUnit.MILLIS))
        .ifPresent(this::say);
  }

  /** Holds an open gate to its rate. */
  private void hold() {
    if (throttle.debt(rate()).isZero()) {
      door.open();
    } else if (door.isOpen()) {
      door.close();
    }
  }

  /** This instance's share of the rate. */
  private OptionalDouble rate() {
    GateCommand command = state.command();
    Duration since = Duration.between(command.issuedAt(), clock.instant());
    OptionalDouble whole = Ramp.rate(command.ratePerSecond(), command.ramp(), since, rampCeiling);
    return whole.isEmpty() ? whole : OptionalDouble.of(whole.getAsDouble() * instances.share());
  }

  private void say(GateAcknowledgement acknowledgement) {
    GateAcknowledgement last = said;
    if (last == null
        || !last.commandId().equals(acknowledgement.commandId())
        || last.phase() != acknowledgement.phase()) {
      said = acknowledgement;
      var unused =
          writer
              .acknowledge(acknowledgement)
              .exceptionally(failure -> {
                said = null;
                return null;
              });
    }
  }

  /** The command that follows the present one. */
  public GateCommand next(
      String commandId, GateCommand.Mode mode, @Nullable Integer ratePerSecond, Duration ramp) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return new GateCommand(commandId, mode, ratePerSecond, ramp, now);
  }

  @PreDestroy
  void stop() throws InterruptedException {
    stopped = true;
    thread.join(STOP_TIMEOUT);
  }
}
