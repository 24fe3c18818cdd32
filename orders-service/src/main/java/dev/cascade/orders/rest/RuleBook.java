package dev.cascade.orders.rest;

import dev.cascade.orders.domain.ValidationRule;
import dev.cascade.orders.publishing.RuleLog;
import dev.cascade.orders.topology.OrdersLifecycle;
import dev.cascade.orders.topology.RuleTable;
import dev.cascade.streams.problem.Problem;
import dev.cascade.streams.problem.ProblemException;
import dev.cascade.streams.query.Deadline;
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
import org.apache.kafka.streams.StoreQueryParameters;
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

  /** All rules. */
  Collection<ValidationRule> all() {
    return byName().values();
  }

  /** The rule of that name; ends in 404 when there is none. */
  ValidationRule existing(String name) {
    ValidationRule rule = find(name);
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
    ValidationRule rule = existing(name);
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
        runtime
            .application(OrdersLifecycle.NAME)
            .client()
            .store(
                StoreQueryParameters.fromNameAndType(
                    RuleTable.STORE,
                    QueryableStoreTypes.<String, byte[]>timestampedKeyValueStore())));
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
      while (!seen.getAsBoolean()) {
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
}
