package dev.cascade.auditor.invariants;

import static dev.cascade.auditor.invariants.Guarantee.POISON_PUT_ASIDE;

import dev.cascade.auditor.log.Fact;
import dev.cascade.auditor.log.Place;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Consumed = produced + dead-lettered, for what nobody can read: a service that has consumed an
 * unreadable record has a dead letter about it, and not two. A service has consumed it when every
 * consumer group of it that reads the partition has committed a later position. The letter is in
 * the transaction that moved the position.
 */
public final class PoisonPutAside implements Rule {

  private static final String LETTERS = "-dead-letters";
  private static final int MOST_OPEN = 1_000;

  /** Instead of a ticket. */
  private static final long JUDGED = -1;

  private record Letter(String topic, Place origin) {}

  /** An unreadable record, and by letter topic the ticket of each service that has consumed it. */
  private record Poison(Place place, Instant at, Map<String, Long> consumedBy) {}

  private final Reading reading;
  private final Findings findings;
  private final Set<String> letterTopics;
  private final Recent<Letter, Place> letters;
  private final LinkedHashMap<Place, Poison> open = new LinkedHashMap<>();

  /**
   * Watches, and remembers so many letters.
   *
   * @param letterTopics the dead letter topics, each named after its service
   */
  public PoisonPutAside(Reading reading, Findings findings, Set<String> letterTopics, int most) {
    this.reading = reading;
    this.findings = findings;
    this.letterTopics = letterTopics;
    this.letters = new Recent<>(most, _ -> {});
  }

  @Override
  public void read(Fact fact) {
    fact.origin().ifPresent(origin -> letter(fact, origin));
    if (fact.isPoison() && reading.isWithinLookBack(fact.at())) {
      if (open.size() >= MOST_OPEN) {
        forget(open.pollFirstEntry().getValue());
      }
      open.put(fact.place(), new Poison(fact.place(), fact.at(), new TreeMap<>()));
    }
  }

  private void forget(Poison poison) {
    if (!poison.consumedBy().containsValue(JUDGED)) {
      findings.forgot(POISON_PUT_ASIDE);
    }
  }

  private void letter(Fact fact, Place origin) {
    Letter letter = new Letter(fact.topic(), origin);
    Place before = letters.get(letter);
    findings.judge(
        POISON_PUT_ASIDE,
        before == null,
        fact.place(),
        origin.toString(),
        () -> "It is put aside a second time, first at " + before);
    letters.put(letter, fact.place(), fact.at());
  }

  @Override
  public void check() {
    for (Iterator<Poison> each = open.values().iterator(); each.hasNext(); ) {
      Poison poison = each.next();
      if (letters.remembers(poison.at())) {
        services(poison).forEach(service -> check(poison, service));
      } else {
        each.remove();
        forget(poison);
      }
    }
  }

  /** The services that have consumed it and are not judged yet, by their letter topics. */
  private Set<String> services(Poison poison) {
    Map<String, Boolean> passed = new TreeMap<>();
    reading
        .consumed(poison.place().topic(), poison.place().partition())
        .forEach((group, offset) ->
            letterTopics.stream()
                .filter(topic -> isOf(group, service(topic)))
                .forEach(topic ->
                    passed.merge(topic, offset > poison.place().offset(), Boolean::logicalAnd)));
    passed.values().removeIf(isPast -> !isPast);
    return passed.keySet();
  }

  private static String service(String letterTopic) {
    return letterTopic.substring(0, letterTopic.length() - LETTERS.length());
  }

  private static boolean isOf(String group, String service) {
    return group.equals(service) || group.startsWith(service + "-");
  }

  private void check(Poison poison, String letterTopic) {
    Long ticket = poison.consumedBy().get(letterTopic);
    if (ticket == null) {
      poison.consumedBy().put(letterTopic, reading.ticket(letterTopic));
    } else if (ticket != JUDGED && reading.isPassed(letterTopic, ticket)) {
      poison.consumedBy().put(letterTopic, JUDGED);
      findings.judge(
          POISON_PUT_ASIDE,
          letters.get(new Letter(letterTopic, poison.place())) != null,
          poison.place(),
          poison.place().toString(),
          () -> "It cannot be read, was consumed, and " + letterTopic + " has no letter about it");
    }
  }

  @Override
  public int waiting() {
    return open.size();
  }
}
