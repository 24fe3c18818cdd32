package dev.cascade.auditor.run;

import dev.cascade.auditor.log.Fact;
import dev.cascade.auditor.log.Place;
import dev.cascade.auditor.run.Story.Transaction;
import dev.cascade.auditor.run.Story.Write;
import dev.cascade.schemas.Order;
import dev.cascade.schemas.RequestPosition;
import dev.cascade.schemas.catalogue.TopicCatalogue;
import dev.cascade.testing.Seed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * A log as Kafka keeps it, and an auditor that reads it partition by partition in any order: a
 * transaction's records are written together, become visible on one partition after the other, and
 * are followed by a marker that takes an offset.
 */
final class Playback {

  static final Duration GRACE = Duration.ofMinutes(1);

  final Ledger ledger = new Ledger(Clock.systemUTC());

  private final Map<TopicPartition, List<Fact>> log = new HashMap<>();
  private final Map<TopicPartition, Long> ends = new HashMap<>();
  private final Map<TopicPartition, Long> positions = new HashMap<>();
  private final Set<TopicPartition> hidden = new LinkedHashSet<>();
  private final Map<TopicPartition, Long> visible = new HashMap<>();
  private final Map<TopicPartition, Map<String, Long>> consumed = new HashMap<>();
  private final IdentityHashMap<Write, Place> places = new IdentityHashMap<>();
  private Progress progress;
  private Rules rules;
  private Instant now;

  Playback(Instant now) {
    this(now, 1_000);
  }

  Playback(Instant now, int most) {
    this.now = now;
    TopicCatalogue catalogue = TopicCatalogue.load();
    catalogue
        .topics()
        .forEach(topic -> {
          for (int partition = 0; partition < topic.partitions(); partition++) {
            TopicPartition each = new TopicPartition(topic.name(), partition);
            log.put(each, new ArrayList<>());
            ends.put(each, 0L);
            positions.put(each, 0L);
            visible.put(each, 0L);
          }
        });
    restart(most);
  }

  /** A new auditor, from the beginning. */
  void restart(int most) {
    progress = new Progress(now.minus(Duration.ofHours(6)), now);
    rules = new Rules(progress, ledger, TopicCatalogue.load(), GRACE, most);
    positions.replaceAll((_, _) -> 0L);
  }

  /** Writes all of it, and lets all of it be read. */
  Playback play(Story story) {
    return play(story.transactions());
  }

  Playback play(List<Transaction> transactions) {
    transactions.forEach(this::commit);
    return settle();
  }

  /** The auditor starts on what is written, and reads until nothing is left to judge. */
  Playback settle() {
    for (int round = 0; round < 6; round++) {
      tick();
      ends.keySet().forEach(partition -> read(partition, Integer.MAX_VALUE));
    }
    tick();
    return this;
  }

  /** The auditor is there from the start, and reads in any order. */
  Playback playInAnyOrder(List<Transaction> transactions, Seed seed) {
    tick();
    for (Transaction transaction : transactions) {
      write(transaction);
      while (!hidden.isEmpty()) {
        readSomething(seed);
        show(seed.oneOf(List.copyOf(hidden)));
      }
      commitOffsets(transaction);
      readSomething(seed);
    }
    return settle();
  }

  private void readSomething(Seed seed) {
    for (int i = seed.intBetween(0, 6); i > 0; i--) {
      read(seed.oneOf(List.copyOf(ends.keySet())), seed.intBetween(1, 4));
      if (seed.chance(0.3)) {
        tick();
      }
    }
  }

  /** Removes what later records of the same key have replaced, up to a random place. */
  void compact(String topic, Seed seed) {
    log.forEach((partition, facts) -> {
      if (partition.topic().equals(topic)) {
        int upTo = seed.intBetween(0, facts.size());
        Set<String> seen = new HashSet<>();
        List<Fact> kept = new ArrayList<>(facts.subList(upTo, facts.size()));
        kept.forEach(fact -> seen.add(fact.key()));
        for (int i = upTo - 1; i >= 0; i--) {
          if (seen.add(facts.get(i).key())) {
            kept.addFirst(facts.get(i));
          }
        }
        facts.clear();
        facts.addAll(kept);
      }
    });
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  void commit(Transaction transaction) {
    write(transaction);
    List.copyOf(hidden).forEach(this::show);
    commitOffsets(transaction);
  }

  private void write(Transaction transaction) {
    now = transaction.at().isAfter(now) ? transaction.at() : now;
    for (Write write : transaction.writes()) {
      TopicPartition partition = new TopicPartition(write.topic(), write.partition());
      long offset = ends.merge(partition, 1L, Long::sum) - 1;
      Place place = new Place(write.topic(), write.partition(), offset);
      places.put(write, place);
      log.get(partition).add(fact(write, place));
      hidden.add(partition);
    }
    hidden.forEach(partition -> ends.merge(partition, 1L, Long::sum));
  }

  private void show(TopicPartition partition) {
    hidden.remove(partition);
    visible.put(partition, ends.get(partition));
  }

  private void commitOffsets(Transaction transaction) {
    transaction
        .consumed()
        .forEach((group, write) -> {
          Place place = placeLike(write);
          consumed
              .computeIfAbsent(
                  new TopicPartition(place.topic(), place.partition()), _ -> new HashMap<>())
              .merge(group, place.offset() + 1, Math::max);
        });
  }

  /** Where it was written, or an equal one. */
  Place placeLike(Write write) {
    Place place = places.get(write);
    return place != null
        ? place
        : places.entrySet().stream()
            .filter(entry -> entry.getKey().equals(write))
            .map(Map.Entry::getValue)
            .findAny()
            .orElse(new Place(write.topic(), write.partition(), -1));
  }

  private Fact fact(Write write, Place place) {
    return new Fact(
        place,
        now,
        write.key(),
        positioned(write.value()),
        write.raw() != null && write.origin() == null,
        Optional.ofNullable(write.origin()).map(this::placeLike));
  }

  /** An order says where its request is. */
  private SpecificRecord positioned(SpecificRecord value) {
    if (value instanceof Order order) {
      return Order.newBuilder(order).setRequestPosition(positionOf(order)).build();
    }
    return value;
  }

  private RequestPosition positionOf(Order order) {
    return places.entrySet().stream()
        .filter(entry -> entry.getKey().topic().equals("order-requests"))
        .filter(entry -> entry.getKey().key().equals(order.getId()))
        .map(entry -> new RequestPosition(entry.getValue().partition(), entry.getValue().offset()))
        .findAny()
        .orElse(order.getRequestPosition());
  }

  /** The auditor reads so many records of a partition. */
  void read(TopicPartition partition, int most) {
    long position = positions.get(partition);
    long end = visible.get(partition);
    int read = 0;
    for (Fact fact : List.copyOf(log.get(partition))) {
      long offset = fact.place().offset();
      if (offset >= position && offset < end && read < most) {
        rules.read(fact);
        position = offset + 1;
        read++;
      }
    }
    long reached = position;
    boolean isAll = log.get(partition).stream().noneMatch(fact -> fact.place().offset() >= reached);
    positions.put(partition, isAll || read < most ? end : position);
    progress.read(positions);
  }

  /** The auditor learns how far all is written and consumed, and judges. */
  void tick() {
    now = now.plusMillis(1);
    progress.now(now);
    Map<TopicPartition, Map<String, Long>> committed = new HashMap<>();
    consumed.forEach((partition, groups) -> committed.put(partition, Map.copyOf(groups)));
    progress.read(positions);
    progress.written(Map.copyOf(ends));
    progress.consumed(committed);
    rules.check();
  }

  List<Breach> breaches() {
    return ledger.latest();
  }

  Rules rules() {
    return rules;
  }
}
