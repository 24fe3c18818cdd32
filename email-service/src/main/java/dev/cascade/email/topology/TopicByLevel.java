package dev.cascade.email.topology;

import dev.cascade.email.domain.Destinations;
import dev.cascade.email.domain.EmailRequest;
import dev.cascade.streams.lineage.KnownTopics;
import java.util.Set;
import org.apache.kafka.streams.processor.RecordContext;
import org.apache.kafka.streams.processor.TopicNameExtractor;

/** Picks a request's topic by the customer's level; requests of other levels do not get here. */
record TopicByLevel(Destinations destinations)
    implements TopicNameExtractor<String, EmailRequest>, KnownTopics {

  @Override
  public String extract(String id, EmailRequest request, RecordContext context) {
    return destinations.of(request.level()).orElseThrow();
  }

  @Override
  public Set<String> topics() {
    return destinations.topics();
  }

  /** Stands in the topology's description. */
  @Override
  public String toString() {
    return "the customer's level";
  }
}
