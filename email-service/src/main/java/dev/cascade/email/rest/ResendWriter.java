package dev.cascade.email.rest;

import dev.cascade.email.contract.EmailSerdes;
import dev.cascade.email.domain.ResendWish;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.lineage.PlainClient;
import dev.cascade.streams.problem.Problem;
import dev.cascade.streams.problem.ProblemException;
import dev.cascade.streams.runtime.KafkaCluster;
import dev.cascade.streams.runtime.RequestProducers;
import dev.cascade.streams.runtime.StreamsSettings;
import dev.cascade.streams.tracing.RequestTrace;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes wishes to send a mail again; done when all replicas have them. */
@ApplicationScoped
class ResendWriter {

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration DELIVERY = Duration.ofSeconds(4);
  private static final long BUFFER_BYTES = 1024L * 1024;

  private final RequestTrace trace;
  private final KafkaProducer<String, ResendWish> producer;

  ResendWriter(EmailSerdes serdes, StreamsSettings settings, RequestTrace trace) {
    this.trace = trace;
    producer =
        new KafkaProducer<>(
            RequestProducers.configuration(
                KafkaCluster.of(settings),
                "email-rest-" + settings.instanceId(),
                DELIVERY.dividedBy(2),
                DELIVERY,
                BUFFER_BYTES),
            new StringSerializer(),
            serdes.resends().serializer());
  }

  /** What it writes. */
  @Produces
  @Singleton
  static PlainClient lineage() {
    return PlainClient.producer("email-rest", Topics.EMAIL_RESENDS);
  }

  /** Fails with a 503 problem when Kafka has not acknowledged it in time. */
  void write(ResendWish wish) {
    try {
      producer
          .send(
              new ProducerRecord<>(
                  Topics.EMAIL_RESENDS, null, wish.orderId(), wish, trace.headers()))
          .get(2 * DELIVERY.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw unacknowledged();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unacknowledged();
    }
  }

  private static ProblemException unacknowledged() {
    return new ProblemException(
        Problem.unavailable(
            "Kafka did not acknowledge the request in time; it is safe to send it again."));
  }

  @PreDestroy
  void close() {
    producer.close(CLOSE_TIMEOUT);
  }
}
