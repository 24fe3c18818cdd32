package dev.cascade.simulation.world;

import dev.cascade.schemas.catalogue.TopicCatalogue;
import dev.cascade.schemas.catalogue.TopicDefinition;
import dev.cascade.simulation.log.Broker;
import dev.cascade.simulation.log.Entry;
import dev.cascade.simulation.log.FencedException;
import dev.cascade.simulation.log.Group;
import dev.cascade.simulation.log.LogListener;
import dev.cascade.simulation.log.Partition;
import dev.cascade.simulation.log.Transaction;
import dev.cascade.simulation.runtime.Application;
import dev.cascade.simulation.runtime.Clock;
import dev.cascade.simulation.runtime.Instance;
import dev.cascade.simulation.runtime.Plan;
import dev.cascade.simulation.runtime.StoppedException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** The whole ecosystem at one moment. It changes by steps alone. */
public final class World {

  /** When every run begins. */
  public static final Instant BEGINNING = Instant.parse("2030-01-01T10:00:00Z");

  /** Processes of each application. */
  public static final int MEMBERS = 2;

  /** Tasks of each application. */
  public static final int TASKS = 2;

  private static final TopicCatalogue CATALOGUE = TopicCatalogue.load();

  private final Services services;
  private final List<Request> requests;
  private final Chronicle chronicle;
  private final Clock clock = new Clock(BEGINNING.toEpochMilli());
  private final Broker broker;
  private final Map<String, Application> applications = new LinkedHashMap<>();

  /** A world in which nothing has happened. */
  public World(Services services, List<Request> requests, Chronicle chronicle) {
    this.services = services;
    this.requests = requests;
    this.chronicle = chronicle;
    services.wire().reset();
    this.broker = new Broker(services.sabotage().flaws(), listener());
    for (TopicDefinition topic : CATALOGUE.topics()) {
      broker.create(topic.name(), topic.partitions());
    }
    for (Plan plan : services.plans()) {
      applications.put(
          plan.application(),
          new Application(plan, broker, clock, services.sabotage().delivery(), TASKS, MEMBERS));
    }
  }

  private LogListener listener() {
    return new LogListener() {
      @Override
      public void committed(List<Entry> entries) {
        chronicle.committed(World.this, entries);
      }

      @Override
      public void readable(Partition partition) {
        chronicle.readable(World.this, partition);
      }
    };
  }

  /** What clients send. */
  public List<Request> requests() {
    return requests;
  }

  /** The log. */
  public Broker broker() {
    return broker;
  }

  /** The services. */
  public Services services() {
    return services;
  }

  /** The time. */
  public Instant now() {
    return Instant.ofEpochMilli(clock.millis());
  }

  /** The applications, by name. */
  public Map<String, Application> applications() {
    return applications;
  }

  /** Lets it happen; whether it could. */
  public boolean apply(Step step) {
    return switch (step) {
      case Step.Send send -> send(send);
      case Step.Work work -> work(work);
      case Step.Commit commit -> commit(commit);
      case Step.Tick tick -> tick(tick);
      case Step.Learn learn -> learn(learn);
      case Step.Start start -> start(start);
      case Step.Adopt adopt -> adopt(adopt);
      case Step.Crash crash -> crash(crash);
      case Step.Replace replace -> replace(replace);
      case Step.Move move -> move(move);
      case Step.Mark mark -> mark(mark);
      case Step.Expire expire -> told(broker.expire(expire.producer()), step, "times out");
      case Step.Rest _ -> new Settling(this).rest();
      case Step.Pass pass -> {
        clock.pass(pass.millis());
        yield told(true, step, "it is " + now());
      }
    };
  }

  private boolean send(Step.Send send) {
    if (send.request() >= requests.size()) {
      return false;
    }
    Request request = requests.get(send.request());
    byte[] key = request.key().getBytes(StandardCharsets.UTF_8);
    Entry entry =
        broker.append(
            broker.partition(request.topic(), key),
            key,
            request.body().at(services, now()),
            clock.millis(),
            new RecordHeaders());
    chronicle.stepped(this, send, request.what(), List.of(), List.of(entry));
    return true;
  }

  private boolean work(Step.Work work) {
    Instance instance = find(work.who());
    if (instance == null) {
      return false;
    }
    Entry entry = instance.next(broker.partitions(work.topic()).get(work.partition()));
    if (entry == null) {
      return false;
    }
    String outcome = attempt(work.who(), instance, () -> instance.process(entry));
    chronicle.stepped(this, work, outcome, List.of(entry), instance.written());
    return true;
  }

  private boolean commit(Step.Commit commit) {
    Instance instance = find(commit.who());
    if (instance == null || !instance.canCommit()) {
      return false;
    }
    return told(true, commit, attempt(commit.who(), instance, instance::commit));
  }

  private boolean tick(Step.Tick tick) {
    Instance instance = find(tick.who());
    if (instance == null || !instance.isDue()) {
      return false;
    }
    String outcome = attempt(tick.who(), instance, instance::punctuate);
    chronicle.stepped(this, tick, outcome, List.of(), instance.written());
    return true;
  }

  private boolean learn(Step.Learn learn) {
    Instance instance = find(learn.who());
    return instance != null && told(instance.learn(), learn, "");
  }

  private boolean start(Step.Start start) {
    Application application = application(start.application());
    Instance instance = application.instances().get(start.member());
    if (instance.isUp() && instance.isCurrent()) {
      return false;
    }
    application.restart(start.member());
    return told(true, start, "");
  }

  private boolean adopt(Step.Adopt adopt) {
    Instance instance = application(adopt.application()).instances().get(adopt.member());
    return told(instance.adopt(adopt.task()), adopt, "");
  }

  private boolean crash(Step.Crash crash) {
    Instance instance = application(crash.application()).instances().get(crash.member());
    if (!instance.isUp()) {
      return false;
    }
    String what = instance.isDirty() ? "with work that is not committed" : "";
    instance.crash();
    return told(true, crash, what);
  }

  private boolean replace(Step.Replace replace) {
    Application application = application(replace.application());
    if (!application.instances().get(replace.member()).isUp()) {
      return false;
    }
    application.replace(replace.member());
    return told(true, replace, "");
  }

  private boolean move(Step.Move move) {
    Application application = application(move.application());
    Group group = application.group();
    Instance to = application.instances().get(move.to());
    if (move.from() == move.to() || !to.isUp()) {
      return false;
    }
    List<Instance> current = application.instances().stream().filter(Instance::isCurrent).toList();
    Instance from = application.instances().get(move.from());
    Integer task = move.task();
    if (task == null) {
      boolean owned = false;
      for (int each = 0; each < TASKS; each++) {
        if (group.owner(each) == move.from()) {
          group.give(each, move.to());
          owned = true;
        }
      }
      current.stream().filter(each -> each != from).forEach(Instance::follow);
      return told(owned, move, "");
    }
    if (group.owner(task) != move.from() || !from.isUp() || !from.isCurrent()) {
      return false;
    }
    if (from.isDirty() && !apply(new Step.Commit(who(application, from)))) {
      return false;
    }
    from.release(task);
    group.give(task, move.to());
    current.forEach(Instance::follow);
    return told(true, move, "");
  }

  private boolean mark(Step.Mark mark) {
    Transaction transaction = broker.unfinished(mark.producer());
    if (transaction == null) {
      return false;
    }
    for (Partition partition : transaction.unmarked()) {
      if (partition.toString().equals(mark.partition())) {
        broker.mark(transaction, partition, clock.millis());
        return told(true, mark, transaction.isCommitted() ? "committed" : "aborted");
      }
    }
    return false;
  }

  /** A process that is fenced starts over, or ends if its place is taken; one that fails ends. */
  private String attempt(Step.Who who, Instance instance, Runnable action) {
    try {
      action.run();
      return "";
    } catch (FencedException e) {
      Application application = application(who.application());
      instance.crash();
      if (!application.replaced().remove(instance)) {
        application.restart(who.member());
      }
      return "is fenced: " + e.getMessage();
    } catch (StoppedException e) {
      instance.crash();
      application(who.application()).replaced().remove(instance);
      chronicle.stopped(this, e);
      return "stops: " + e.getMessage();
    }
  }

  private boolean told(boolean happened, Step step, String what) {
    if (happened) {
      chronicle.stepped(this, step, what, List.of(), List.of());
    }
    return happened;
  }

  /** The process that is meant; null when it is gone. */
  public @Nullable Instance find(Step.Who who) {
    Application application = application(who.application());
    if (!who.isReplaced()) {
      return application.instances().get(who.member());
    }
    return application.replaced().stream()
        .filter(each -> each.member() == who.member())
        .findFirst()
        .orElse(null);
  }

  private static Step.Who who(Application application, Instance instance) {
    return new Step.Who(application.name(), instance.member(), false);
  }

  private Application application(String name) {
    return Objects.requireNonNull(applications.get(name));
  }
}
