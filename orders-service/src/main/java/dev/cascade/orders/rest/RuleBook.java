package dev.cascade.orders.rest;

import dev.cascade.orders.domain.ValidationRule;
import dev.cascade.orders.publishing.RuleLog;
import dev.cascade.orders.topology.OrdersLifecycle;
import dev.cascade.orders.topology.RuleTable;
import dev.cascade.streams.problem.Problem;
import dev.cascade.streams.problem.ProblemException;
import dev.cascade.streams.query.Deadline;
import dev.cascade.streams.query.StorePartitions;
import dev.cascade.streams.query.UntilDeadline;
import dev.cascade.streams.runtime.NotRunningException;
import dev.cascade.streams.runtime.StreamsRuntime;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.jspecify.annotations.Nullable;

/** The rules as the lifecycle of this instance knows them; a change is answered once it does. */
@ApplicationScoped
class RuleBook {

  private static final long LOOK_AGAIN_MILLIS = 5;

  private final StreamsRuntime runtime;
  private final RuleTable table;
  private final RuleLog log;

  RuleBook(StreamsRuntime runtime, RuleTable table, RuleLog log) {
    this.runtime = runtime;
    this.table = table;
    this.log = log;
  }

  /** All rules, as soon as they can be read; ends in 503 at the deadline. */
  Collection<ValidationRule> all(Deadline deadline) {
    return UntilDeadline.get(deadline, this::byName).values();
  }

  /** The rule of that name; ends in 404 when there is none, in 503 as {@link #all} does. */
  ValidationRule existing(String name, Deadline deadline) {
    ValidationRule rule = UntilDeadline.get(deadline, this::byName).get(name);
    if (rule == null) {
      throw new ProblemException(Problem.notFound("There is no validation rule " + name + "."));
    }
    return rule;
  }

  /** Makes this the rule of its name. */
  void put(ValidationRule rule, Deadline deadline) {
    await(log.put(rule), deadline);
    awaitUntil(() -> rule.equals(find(rule.name())), deadline);
  }

  /** Removes the rule, or ends its being active when it is built in. */
  void remove(String name, Deadline deadline) {
    ValidationRule rule = existing(name, deadline);
    if (table.builtIn().stream().anyMatch(builtIn -> builtIn.name().equals(name))) {
      put(
          new ValidationRule(name, rule.required(), false, rule.perLine(), rule.deadline()),
          deadline);
      return;
    }
    await(log.remove(name), deadline);
    awaitUntil(() -> find(name) == null, deadline);
  }

  private @Nullable ValidationRule find(String name) {
    return byName().get(name);
  }

  private Map<String, ValidationRule> byName() {
    return table.in(
        StorePartitions.openGlobal(
            runtime.application(OrdersLifecycle.NAME),
            RuleTable.STORE,
            QueryableStoreTypes.<String, byte[]>timestampedKeyValueStore()));
  }

  private static void await(CompletableFuture<RecordMetadata> written, Deadline deadline) {
    try {
      written.get(Math.max(1, deadline.left().toMillis()), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new ProblemException(
          Problem.unavailable("Kafka did not acknowledge the rule in time. Repeat the request."));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProblemException(Problem.unavailable("The service stops."));
    }
  }

  private static void awaitUntil(BooleanSupplier seen, Deadline deadline) {
    try {
      while (!isSeen(seen)) {
        if (deadline.isOver()) {
          throw new ProblemException(
              Problem.timeout("The rule is written, and not yet seen by this instance."));
        }
        Thread.sleep(LOOK_AGAIN_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Who cannot look at the moment has not seen it yet. */
  private static boolean isSeen(BooleanSupplier seen) {
    try {
      return seen.getAsBoolean();
    } catch (InvalidStateStoreException | NotRunningException e) {
      return false;
    }
  }
}
