package dev.cascade.orders;

import dev.cascade.streams.runtime.StreamsApplication;
import dev.cascade.streams.runtime.StreamsProperties;
import dev.cascade.streams.runtime.StreamsSettings;
import dev.cascade.testing.PlatformResource;
import dev.cascade.testing.fuzz.FuzzedApplication;
import dev.cascade.testing.fuzz.TopologyFuzzContract;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;

/** In an application of its own: the views under test share with those that run what they tell. */
@QuarkusTest
@TestProfile(OrdersFuzzTest.Alone.class)
@WithTestResource(PlatformResource.class)
class OrdersFuzzTest extends TopologyFuzzContract {

  /** Makes Quarkus start once more. */
  public static final class Alone implements QuarkusTestProfile {}

  @Inject @Any Instance<StreamsApplication> applications;
  @Inject StreamsSettings settings;

  @Override
  protected List<FuzzedApplication> applications() {
    return applications.stream()
        .map(it ->
            new FuzzedApplication(
                it.name(),
                it.topology(),
                StreamsProperties.of(it, settings),
                it.deadLetterTopic(),
                it.skippedTopics()))
        .toList();
  }
}
