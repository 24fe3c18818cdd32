package dev.cascade.email.rest;

import dev.cascade.email.contract.EmailSerdes;
import dev.cascade.email.domain.ResendWish;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.lineage.PlainClient;
import dev.cascade.streams.request.Unacknowledged;
import dev.cascade.streams.runtime.KafkaCluster;
import dev.cascade.streams.runtime.RequestWriter;
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
import org.apache.kafka.common.serialization.Serializer;

/** Writes wishes to send a mail again; done when all replicas have them. */
@ApplicationScoped
class ResendWriter {

  private static final Duration DELIVERY = Duration.ofSeconds(4);
  private static final long BUFFER_BYTES = 1024L * 1024;

  private final RequestTrace trace;
  private final Serializer<ResendWish> wishes;
  private final RequestWriter writer;

  ResendWriter(EmailSerdes serdes, StreamsSettings settings, RequestTrace trace) {
    this.trace = trace;
    this.wishes = serdes.resends().serializer();
    this.writer =
        new RequestWriter(
            KafkaCluster.of(settings),
            "email-rest-" + settings.instanceId(),
            new RequestWriter.Bounds(DELIVERY.dividedBy(2), DELIVERY, BUFFER_BYTES),
            Topics.EMAIL_RESENDS);
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
      writer
          .send(Topics.EMAIL_RESENDS, wish.orderId(), wish, wishes, trace.headers())
          .get(2 * DELIVERY.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw Unacknowledged.problem(Topics.EMAIL_RESENDS, e, "");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Unacknowledged.problem(Topics.EMAIL_RESENDS, e, "");
    }
  }

  @PreDestroy
  void close() {
    writer.close();
  }
}
