package dev.cascade.email.component;

import dev.cascade.streams.runtime.StreamsApplication;
import dev.cascade.streams.runtime.StreamsProperties;
import dev.cascade.streams.runtime.StreamsSettings;
import dev.cascade.testing.PlatformResource;
import dev.cascade.testing.fuzz.FuzzedApplication;
import dev.cascade.testing.fuzz.TopologyFuzzContract;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;

@QuarkusTest
@WithTestResource(PlatformResource.class)
@WithTestResource(MailServerResource.class)
class FuzzTest extends TopologyFuzzContract {

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
