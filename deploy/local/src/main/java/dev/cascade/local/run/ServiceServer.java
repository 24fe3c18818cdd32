package dev.cascade.local.run;

import dev.cascade.local.platform.HttpProbe;
import dev.cascade.local.platform.PlatformServer;
import dev.cascade.local.platform.ServerLaunch;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** One of Cascade's services, as its build packaged it: on a JVM, or as a native executable. */
final class ServiceServer extends PlatformServer {

  private final Installation installation;
  private final ServiceDefinition definition;
  private final ServiceBuild build;
  private final Map<String, String> environment;

  ServiceServer(
      Installation installation,
      ServiceDefinition definition,
      ServiceBuild build,
      Map<String, String> environment) {
    super(definition.name(), installation.log(definition.name()));
    this.installation = installation;
    this.definition = definition;
    this.build = build;
    this.environment = environment;
  }

  @Override
  public SequencedMap<String, Integer> ports() {
    SequencedMap<String, Integer> ports = new LinkedHashMap<>();
    ports.put("http", installation.port(definition.port()));
    return ports;
  }

  /** The service, whichever instance of it this is. */
  String service() {
    return definition.user();
  }

  /** Variables beside those of the launcher. */
  Map<String, String> environment() {
    return environment;
  }

  /** Whether nobody needs it, so that it can start after all others. */
  boolean isLast() {
    return definition.last();
  }

  @Override
  protected void prepare() throws IOException {
    if (!Files.exists(program())) {
      throw new IOException(
          program()
              + " is missing: "
              + switch (build) {
                case JVM -> "the module is not built";
                case NATIVE ->
                    "./cascade build --native makes it, or ./cascade up --jvm does without";
              });
    }
  }

  @Override
  protected ServerLaunch launch() {
    return new ServerLaunch(
        BrokerFirst.yielding(
            switch (build) {
              case JVM -> onJvm();
              case NATIVE -> asExecutable();
            }),
        environment,
        installation.data(definition.name()),
        log(),
        true);
  }

  private List<String> asExecutable() {
    List<String> command = new ArrayList<>();
    command.add(program().toString());
    command.addAll(ServiceJvm.ALSO_NATIVE);
    return command;
  }

  private List<String> onJvm() {
    List<String> command = new ArrayList<>();
    command.add(ServerLaunch.java());
    command.addAll(ServiceJvm.OPTIONS);
    command.addAll(definition.javaOptions());
    command.addAll(
        definition.isFirst()
            ? List.of(ClassArchive.options(installation, definition.name()))
            : ClassArchive.reading(installation, definition.user()));
    command.addAll(ServiceJvm.ownOptions());
    command.addAll(List.of("-jar", program().toString()));
    return command;
  }

  @Override
  protected boolean answers() {
    return HttpProbe.succeeds(health());
  }

  @Override
  public String complaint() {
    return HttpProbe.body(health()).map(HealthAnswer::complaint).orElseGet(super::complaint);
  }

  private URI health() {
    int port = ports().firstEntry().getValue();
    return URI.create("http://127.0.0.1:" + port + "/q/health/ready");
  }

  private Path program() {
    return definition.program(installation.root(), build);
  }
}
