package dev.cascade.local.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cascade.local.platform.ServerFailedException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeServicesTest {

  @TempDir private Path home;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private Installation installation;
  private HomeServices services;

  @BeforeEach
  void inAFreshHome() {
    installation = new Installation(home, home, 0);
    services = new HomeServices(installation, new Progress(new PrintStream(said, true, UTF_8)));
  }

  @Test
  void withoutAskingTheyRunOnAJvmAndNothingIsKept() {
    services.settle(false, false);

    assertThat(command("orders")).contains("-jar", home + jar("orders-service"));
    assertThat(HomeSettings.file(home)).doesNotExist();
  }

  @Test
  void executablesStayUntilTheyAreTakenBack() {
    services.settle(true, false);
    services.settle(false, false);
    assertThat(command("orders"))
        .contains(home + "/orders-service/target/orders-service-native")
        .doesNotContain("-jar");
    assertThat(said.toString(UTF_8)).contains("native executables");

    services.settle(false, true);
    assertThat(command("orders")).contains("-jar");
  }

  @Test
  void furtherInstancesAreWhatTheFirstIs() {
    services.settle(true, false);
    HomeSettings.of(home).withInstances("orders", 2).keep(home);

    assertThat(command("orders#2")).contains(home + "/orders-service/target/orders-service-native");
  }

  @Test
  void theConsoleRunsOnAJvm() {
    services.settle(true, false);

    assertThat(command("console")).contains("-jar", home + jar("deploy/console"));
  }

  @Test
  void anExecutableThatIsNotThereIsToldWithBothWaysOut() {
    services.settle(true, false);

    assertThatThrownBy(() -> server("orders").prepare())
        .hasMessageContaining("orders-service-native is missing")
        .hasMessageContaining("./cascade build --native")
        .hasMessageContaining("./cascade up --jvm");
  }

  @Test
  void bothAtOnceAreRefused() {
    assertThatThrownBy(() -> services.settle(true, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--native and --jvm exclude each other");
  }

  @Test
  void whatIsNeitherIsRefusedWithTheKey() throws Exception {
    Files.writeString(HomeSettings.file(home), "services=wasm\n");

    assertThatThrownBy(() -> services.settle(false, false))
        .isInstanceOf(ServerFailedException.class)
        .hasMessageContaining("services must be jvm or native");
  }

  private List<String> command(String part) {
    return server(part).launch().command();
  }

  private ServiceServer server(String part) {
    return (ServiceServer) Ecosystem.of(installation).server(part);
  }

  private static String jar(String module) {
    return "/" + module + "/target/quarkus-app/quarkus-run.jar";
  }
}
