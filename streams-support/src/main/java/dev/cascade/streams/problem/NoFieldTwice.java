package dev.cascade.streams.problem;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/** A body that has a field twice is refused: which of two amounts is meant is not for us to say. */
@Singleton
class NoFieldTwice implements ObjectMapperCustomizer {

  @Override
  public void customize(ObjectMapper mapper) {
    mapper.getFactory().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
  }
}
