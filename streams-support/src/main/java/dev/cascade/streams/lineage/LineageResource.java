package dev.cascade.streams.lineage;

import dev.cascade.streams.runtime.StreamsRuntime;
import io.quarkus.arc.All;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Which topics the service reads and writes. */
@Path("/v1/lineage")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@RunOnVirtualThread
@Tag(name = "Lineage", description = "Which part of the service reads and writes which topic")
public class LineageResource {

  private final String service;
  private final StreamsRuntime runtime;
  private final List<PlainClient> clients;
  private final BrokerTopics broker;

  LineageResource(
      @ConfigProperty(name = "quarkus.application.name") String service,
      StreamsRuntime runtime,
      @All List<PlainClient> clients,
      BrokerTopics broker) {
    this.service = service;
    this.runtime = runtime;
    this.clients = clients;
    this.broker = broker;
  }

  /**
   * All that a service reads and writes.
   *
   * @param service its name, as the topic catalogue names owners
   * @param applications its Streams applications, then its plain clients, by name
   */
  @RegisterForReflection
  public record ServiceLineage(String service, List<AppLineage> applications) {}

  /** What the running topologies, and the plain producers and consumers, read and write. */
  @GET
  @Operation(
      summary = "What each application of the service reads and writes",
      description =
          "From the descriptions of the topologies that run, and from what the service's plain"
              + " producers and consumers say of themselves. Changelogs are those that exist.")
  @APIResponse(responseCode = "200", description = "All of the service's applications and clients")
  @APIResponse(
      responseCode = "503",
      description = "An application does not run yet, or Kafka does not answer")
  public ServiceLineage lineage() {
    Set<String> existing = runtime.applications().isEmpty() ? Set.of() : broker.names();
    Stream<AppLineage> applications =
        runtime.applications().stream().map(application -> Lineage.of(application, existing));
    Stream<AppLineage> plain = clients.stream().map(Lineage::of);
    Comparator<AppLineage> byName = Comparator.comparing(AppLineage::name);
    return new ServiceLineage(
        service, Stream.concat(applications.sorted(byName), plain.sorted(byName)).toList());
  }
}
