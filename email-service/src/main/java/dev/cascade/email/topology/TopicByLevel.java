package dev.cascade.email.topology;

import dev.cascade.email.domain.Destinations;
import dev.cascade.email.domain.EmailRequest;
import org.apache.kafka.streams.processor.RecordContext;
import org.apache.kafka.streams.processor.TopicNameExtractor;

/** Picks a request's topic by the customer's level; requests of other levels do not get here. */
record TopicByLevel(Destinations destinations) implements TopicNameExtractor<String, EmailRequest> {

  @Override
  public String extract(String id, EmailRequest request, RecordContext context) {
    return destinations.of(request.level()).orElseThrow();
  }

  /** Stands in the topology's description. */
  @Override
  public String toString() {
    return "the customer's level";
  }
}
