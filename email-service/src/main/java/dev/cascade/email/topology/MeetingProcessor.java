package dev.cascade.email.topology;

import dev.cascade.email.domain.Customer;
import dev.cascade.email.domain.Destinations;
import dev.cascade.email.domain.EmailRequest;
import dev.cascade.email.domain.HeldMeeting;
import dev.cascade.email.domain.Meeting;
import dev.cascade.email.domain.Meeting.Closed;
import dev.cascade.email.domain.Meeting.Met;
import dev.cascade.email.domain.MeetingEvent;
import dev.cascade.email.domain.MeetingEvent.Withdrawn;
import dev.cascade.email.domain.MeetingPolicy;
import dev.cascade.streams.tracing.KeptTraces;
import dev.cascade.streams.tracing.TraceContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Lets order and payment meet, and asks the customers' table for whom the mail is. Sides expire by
 * stream time, so that a backlog is joined as it happened, however late it is read; a customer who
 * is not known yet is sought by the wall clock.
 */
final class MeetingProcessor implements Processor<String, MeetingEvent, String, EmailRequest> {

  private static final Duration EXPIRE_EVERY = Duration.ofMinutes(1);
  private static final Duration EXPIRE_REST_AFTER = Duration.ofMillis(50);
  private static final Duration SEEK_EVERY = Duration.ofSeconds(1);
  private static final int BATCH = 1_000;
  private static final int LANE = 0;

  private final MeetingPolicy policy;
  private final Duration grace;
  private final Destinations destinations;
  private final RoutingObserver observer;

  private ProcessorContext<String, EmailRequest> context;
  private KeyValueStore<String, Meeting> meetings;
  private DueIndex times;
  private KeyValueStore<String, HeldMeeting> held;
  private KeyValueStore<String, Customer> customers;
  private KeptTraces traces;
  private Alarm rest;
  private @Nullable DueKey expiredLast;
  private @Nullable Cancellable seeking;
  private @Nullable String soughtLast;

  @SuppressWarnings("NullAway.Init") // init() comes first
  MeetingProcessor(
      MeetingPolicy policy, Duration grace, Destinations destinations, RoutingObserver observer) {
    this.policy = policy;
    this.grace = grace;
    this.destinations = destinations;
    this.observer = observer;
  }

  @Override
  public void init(ProcessorContext<String, EmailRequest> context) {
    this.context = context;
    meetings = context.getStateStore(RoutingTopology.MEETINGS);
    times = new DueIndex(context.getStateStore(RoutingTopology.MEETING_TIMES));
    held = context.getStateStore(RoutingTopology.UNKNOWN_CUSTOMERS);
    customers = context.getStateStore(RoutingTopology.CUSTOMERS);
    traces = new KeptTraces(context, RoutingTopology.TRACES);
    rest = new Alarm(context, this::expire);
    context.schedule(EXPIRE_EVERY, PunctuationType.STREAM_TIME, at -> expire());
    seekCustomersLater();
  }

  @Override
  public void process(Record<String, MeetingEvent> record) {
    String id = record.key();
    Meeting before = meetings.get(id);
    Instant at = Instant.ofEpochMilli(record.timestamp());
    Meeting after = policy.after(before, record.value(), at);
    if (record.value() instanceof Withdrawn) {
      notHeld(id);
    }
    if (after.equals(before)) {
      return;
    }
    if (after instanceof Met met) {
      introduce(id, met, TraceContext.following(record.headers()));
      replace(id, before, new Closed(met.at()));
    } else {
      replace(id, before, after);
    }
  }

  private void introduce(String id, Met met, Headers trace) {
    Customer customer = customers.get(met.order().customerId());
    if (customer != null) {
      route(id, met.requestTo(customer), trace);
    } else {
      traces.keep(id, trace);
      held.put(id, new HeldMeeting(met, Instant.ofEpochMilli(context.currentSystemTimeMs())));
      seekCustomersLater();
    }
  }

  private void notHeld(String id) {
    if (held.get(id) != null) {
      release(id);
    }
  }

  private void release(String id) {
    held.delete(id);
    traces.forget(id);
  }

  private void route(String id, EmailRequest request, Headers trace) {
    if (destinations.of(request.level()).isPresent()) {
      context.forward(new Record<>(id, request, context.currentSystemTimeMs(), trace));
      observer.routed(request.level());
    } else {
      observer.unwanted(request.level());
    }
  }

  private void replace(String id, @Nullable Meeting before, Meeting after) {
    if (before != null) {
      times.remove(LANE, before.at(), id);
    }
    meetings.put(id, after);
    times.add(LANE, after.at(), id);
  }

  /**
   * Each call takes the next batch, so that all that a quiet spell left does not become one
   * transaction. A side that comes late, behind the last batch, is found by the next run.
   */
  private void expire() {
    DueKey from = expiredLast == null ? DueKey.firstOf(LANE) : expiredLast;
    List<DueKey> expired = times.dueFrom(from, oldestKept(), BATCH);
    expired.forEach(this::forget);
    if (expired.size() < BATCH) {
      expiredLast = null;
    } else {
      expiredLast = expired.getLast();
      rest.ringIn(EXPIRE_REST_AFTER);
    }
  }

  private Instant oldestKept() {
    return Instant.ofEpochMilli(context.currentStreamTimeMs()).minus(policy.window()).minus(grace);
  }

  private void forget(DueKey key) {
    Meeting meeting = meetings.delete(key.id());
    times.remove(LANE, key.at(), key.id());
    if (!(meeting instanceof Closed)) {
      observer.unmatched();
    }
  }

  private void seekCustomersLater() {
    if (seeking == null && !isEmpty(held)) {
      seeking =
          context.schedule(
              SEEK_EVERY,
              PunctuationType.WALL_CLOCK_TIME,
              at -> seekCustomers(Instant.ofEpochMilli(at)));
    }
  }

  /** Each call takes the next batch, so that many held meetings do not hold the thread. */
  private void seekCustomers(Instant now) {
    List<KeyValue<String, HeldMeeting>> batch = nextBatch();
    batch.forEach(entry -> seekCustomer(entry.key, entry.value, now));
    soughtLast = batch.size() < BATCH ? null : batch.getLast().key;
    if (seeking != null && isEmpty(held)) {
      seeking.cancel();
      seeking = null;
    }
  }

  private List<KeyValue<String, HeldMeeting>> nextBatch() {
    List<KeyValue<String, HeldMeeting>> batch = new ArrayList<>();
    try (KeyValueIterator<String, HeldMeeting> entries =
        soughtLast == null ? held.all() : held.range(soughtLast, null)) {
      while (batch.size() < BATCH && entries.hasNext()) {
        batch.add(entries.next());
      }
    }
    return batch;
  }

  /** Asks before it gives up: after a long stop the customer may have come meanwhile. */
  private void seekCustomer(String id, HeldMeeting meeting, Instant now) {
    Customer customer = customers.get(meeting.met().order().customerId());
    if (customer != null) {
      route(id, meeting.met().requestTo(customer), traces.later(id));
      release(id);
    } else if (meeting.isOlderThan(policy.window(), now)) {
      release(id);
      observer.customerUnknown();
    }
  }

  private static boolean isEmpty(KeyValueStore<?, ?> store) {
    try (KeyValueIterator<?, ?> all = store.all()) {
      return !all.hasNext();
    }
  }
}
