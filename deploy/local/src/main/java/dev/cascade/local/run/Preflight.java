package dev.cascade.local.run;

import dev.cascade.local.platform.PlatformServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What has to hold before anything is started; tells all that is wrong at once. */
public final class Preflight {

  private static final long NEEDED_BYTES = 1L << 30;

  private Preflight() {}

  /** What is in the way of starting these servers, as sentences; empty when nothing is. */
  public static List<String> problems(Installation installation, List<PlatformServer> servers) {
    List<String> problems = new ArrayList<>(folderProblems(installation.home()));
    servers.stream().flatMap(Preflight::portProblems).forEach(problems::add);
    return problems;
  }

  static List<String> folderProblems(Path home) {
    try {
      Files.createDirectories(home);
      Path probe = Files.createTempFile(home, "probe", null);
      Files.delete(probe);
      long usable = Files.getFileStore(home).getUsableSpace();
      return usable >= NEEDED_BYTES
          ? List.of()
          : List.of(
              "The disk of %s has %d MB left; at least %d MB are needed."
                  .formatted(home, usable >> 20, NEEDED_BYTES >> 20));
    } catch (IOException e) {
      return List.of(
          "The state folder "
              + home
              + " cannot be written ("
              + e
              + "). CASCADE_HOME can name another.");
    }
  }

  private static Stream<String> portProblems(PlatformServer server) {
    return server.ports().entrySet().stream()
        .flatMap(
            port -> portProblem(server.name() + " " + port.getKey(), port.getValue()).stream());
  }

  static Optional<String> portProblem(String use, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
      return Optional.empty();
    } catch (IOException e) {
      String holder = PortHolder.of(port).map(PortHolder::toString).orElse("another process");
      return Optional.of(
          "Port %d (%s) is taken by %s. Stop it, or shift all ports with CASCADE_PORT_OFFSET=1000."
              .formatted(port, use, holder));
    }
  }
}
