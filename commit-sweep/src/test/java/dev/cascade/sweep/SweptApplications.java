package dev.cascade.sweep;

import dev.cascade.email.contract.EmailSerdes;
import dev.cascade.email.domain.DeliveryAnswer;
import dev.cascade.email.domain.Letter;
import dev.cascade.email.domain.MailDecider;
import dev.cascade.email.domain.RetryPolicy;
import dev.cascade.email.topology.SendingObserver;
import dev.cascade.email.topology.SendingTopics;
import dev.cascade.email.topology.SendingTopology;
import dev.cascade.schemas.catalogue.TopicCatalogue;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.simulation.world.Sabotage;
import dev.cascade.simulation.world.Topologies;
import dev.cascade.streams.runtime.StreamsApplication;
import dev.cascade.testing.PlainAvroSerde;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The applications that decide, over Avro without a registry. */
final class SweptApplications {

  private static final int ACCOUNT_PARTITIONS =
      TopicCatalogue.load().topic(Topics.ACCOUNT_BALANCES).partitions();

  private SweptApplications() {}

  /** Their names. */
  static List<String> names() {
    return all(Sabotage.NONE).map(StreamsApplication::name).toList();
  }

  /** One of them; its topology is built anew each time that it is asked for. */
  static StreamsApplication named(String name, Sabotage sabotage) {
    return all(sabotage).filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }

  private static Stream<StreamsApplication> all(Sabotage sabotage) {
    return Stream.concat(
        built(sabotage).map(built -> application(built, sabotage)),
        Stream.of(
            StreamsApplication.decider(
                    SendingTopology.NAME, Topics.EMAIL_DEAD_LETTERS, () -> sending().topology())
                .skipping(Topics.EMAILS_SENT)));
  }

  private static Stream<Topologies.Built> built(Sabotage sabotage) {
    return new Topologies(PlainAvroSerde::of, sabotage, ACCOUNT_PARTITIONS).all().stream();
  }

  private static StreamsApplication application(Topologies.Built first, Sabotage sabotage) {
    return StreamsApplication.decider(
            first.name(),
            first.deadLetters(),
            () ->
                built(sabotage)
                    .filter(it -> it.name().equals(first.name()))
                    .findFirst()
                    .orElseThrow()
                    .topology())
        .skipping(first.skipped().toArray(String[]::new));
  }

  private static SendingTopology sending() {
    return new SendingTopology(
        SendingTopics.ofCatalogue(),
        EmailSerdes.over(PlainAvroSerde::of),
        new MailDecider(
            new RetryPolicy(Duration.ofSeconds(1), Duration.ofSeconds(1), 3, Duration.ofMinutes(1)),
            Duration.ofDays(1),
            "example.org"),
        SweptApplications::delivered,
        () -> 0.5,
        SendingObserver.NONE);
  }

  /** A server that takes every mail, and answers from a thread of its own. */
  private static boolean delivered(
      Letter letter, boolean retry, Consumer<DeliveryAnswer> answered) {
    Thread.ofVirtual().start(() -> answered.accept(new DeliveryAnswer.Accepted()));
    return true;
  }
}
