package dev.cascade.fraud.rest;

import dev.cascade.fraud.contract.TopicSerdes;
import dev.cascade.fraud.domain.ReviewDecision;
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
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;

/** Writes what reviewers decide; done when all replicas have it. */
@ApplicationScoped
class DecisionWriter {

  private static final Duration DELIVERY = Duration.ofSeconds(4);
  private static final long BUFFER_BYTES = 1024L * 1024;

  private final RequestTrace trace;
  private final Serializer<ReviewDecision> decisions;
  private final RequestWriter writer;

  DecisionWriter(TopicSerdes serdes, StreamsSettings settings, RequestTrace trace) {
    this.trace = trace;
    this.decisions = serdes.decisions().serializer();
    this.writer =
        new RequestWriter(
            KafkaCluster.of(settings),
            "fraud-rest-" + settings.instanceId(),
            new RequestWriter.Bounds(DELIVERY.dividedBy(2), DELIVERY, BUFFER_BYTES),
            Topics.FRAUD_REVIEW_DECISIONS);
  }

  /** What it writes. */
  @Produces
  @Singleton
  static PlainClient lineage() {
    return PlainClient.producer("fraud-rest", Topics.FRAUD_REVIEW_DECISIONS);
  }

  /** The trace of the request that is being answered; to be asked where it comes in. */
  Headers trace() {
    return trace.headers();
  }

  /** Fails with a 503 problem when Kafka has not acknowledged it in time. */
  CompletionStage<RecordMetadata> write(ReviewDecision decision, Headers trace) {
    return writer
        .send(Topics.FRAUD_REVIEW_DECISIONS, decision.customerId(), decision, decisions, trace)
        .exceptionally(failure -> {
          throw Unacknowledged.problem(Topics.FRAUD_REVIEW_DECISIONS, failure, "");
        });
  }

  @PreDestroy
  void close() {
    writer.close();
  }
}
